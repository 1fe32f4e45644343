package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers that keep copies in their memory. */
class NearIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Client here = Target.client();
  private static final Client there = new Client(Target.other().base());

  /** A cache whose copies are used for a minute. */
  private static Entries cache() {
    return cache("{'near':60}");
  }

  private static Entries cache(String policy) {
    Entries entries = Entries.fresh();
    entries.setPolicy(here, policy);
    Await.until(
        "the other knows the policy",
        SOON,
        () -> there.get(entries.policy()).text().contains("\"near\":60"));
    return entries;
  }

  private static boolean isNear(Answer answer) {
    return answer.header("Cache-Status").endsWith("; detail=near");
  }

  /** Reads until a copy answers: a message of a write before may still be on its way. */
  private static Answer copied(Client client, String path) {
    Await.until("a copy answers", SOON, () -> isNear(client.get(path)));
    return client.get(path);
  }

  @Test
  void secondRead_isAnsweredByTheCopy_withEverythingTheEntryHas() {
    Entries entries = cache();
    here.put(entries.entry("k"), "value", "Content-Type", "a/b", "Cache-Groups", "\"g\"");

    Answer original = here.get(entries.entry("k"), "Cache-Control", "no-cache");
    Answer copy = copied(here, entries.entry("k"));

    assertEquals("value", copy.text());
    for (String field :
        new String[] {"ETag", "Last-Modified", "Content-Type", "Cache-Groups", "Cache-Control"}) {
      assertEquals(original.header(field), copy.header(field), field);
    }
    Answer head = here.send("HEAD", entries.entry("k"), new byte[0]);
    assertTrue(isNear(head));
    assertEquals("5", head.header("Content-Length"));
    assertTrue(here.get("/metrics").text().contains("cache_near_hits_total{"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: no-cache",
        "Cache-Control: max-age=0",
        "If-None-Match: \"x\"",
        "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT"
      })
  void conditionsAndWhoeverRefusesCopies_askRedis(String field) {
    Entries entries = cache();
    here.put(entries.entry("k"), "value");
    copied(here, entries.entry("k"));

    String[] parts = field.split(": ", 2);
    Answer answer = here.get(entries.entry("k"), parts[0], parts[1]);

    assertEquals(200, answer.status());
    assertEquals("vedette; hit; ttl=300", answer.header("Cache-Status"));
  }

  @Test
  void ownWrites_areSeenAtOnce() {
    Entries entries = cache();
    for (int i = 0; i < 300; i++) {
      here.put(entries.entry("k"), "v" + i);
      assertEquals("v" + i, here.get(entries.entry("k")).text());
      assertEquals("v" + i, here.get(entries.entry("k")).text());
    }
    here.delete(entries.entry("k"));
    assertEquals(404, here.get(entries.entry("k")).status());
  }

  /** The limit is a minute: it is the message that ends the copy. */
  @ParameterizedTest
  @EnumSource
  void change_endsTheCopiesOfBoth(EntryChange change) {
    Entries entries = cache();
    here.put(entries.entry("k"), "old", "Cache-Groups", "\"g\"");
    String before = copied(here, entries.entry("k")).header("Cache-Status");
    copied(there, entries.entry("k"));

    change.make(here, entries);

    assertNotEquals(before, here.get(entries.entry("k")).header("Cache-Status"));
    Await.until(
        "the other's copy is gone",
        Duration.ofSeconds(5),
        () -> {
          Answer answer = there.get(entries.entry("k"));
          return answer.status() == 404 || !answer.header("Cache-Status").equals(before);
        });
  }

  @Test
  void entryThatReadsExtend_isNotCopied() {
    Entries entries = cache();
    here.put(entries.entry("k") + "?idle=30", "value");
    for (int i = 0; i < 5; i++) {
      assertEquals("vedette; hit; ttl=30", here.get(entries.entry("k")).header("Cache-Status"));
    }
  }

  @Test
  void copy_expiresWithItsEntry() {
    Entries entries = cache();
    here.put(entries.entry("k") + "?ttl=2", "value");
    copied(here, entries.entry("k"));

    Await.until("it has expired", SOON, () -> here.get(entries.entry("k")).status() == 404);
  }

  @Test
  void readThrough_isAnsweredByCopies_andTheOriginAskedOnce() {
    Entries entries = cache("{'origin':'main','near':60}");
    Origins.MAIN.on("/n/plain", "text", "Cache-Control", "max-age=100", "X-Field", "x");
    there.get(entries.entry("n/plain"));

    Answer copy = copied(here, entries.entry("n/plain"));

    assertEquals("text", copy.text());
    assertEquals("x", copy.header("X-Field"));
    assertTrue(Integer.parseInt(copy.header("Age")) < 20);
    assertEquals(1, Origins.MAIN.count("/n/plain"));

    Origins.MAIN.on("/n/plain", "new", "Cache-Control", "max-age=100");
    there.delete(entries.entry("n/plain"));
    Await.until("the new one", SOON, () -> here.get(entries.entry("n/plain")).text().equals("new"));
  }

  /** Answers in the language that it is asked in. */
  private static void vary(String path) {
    Origins.MAIN.on(
        path,
        exchange ->
            OriginServer.send(
                exchange,
                200,
                exchange.getRequestHeaders().getFirst("Accept-Language"),
                "Vary",
                "Accept-Language",
                "Cache-Control",
                "max-age=100",
                "Cache-Groups",
                "\"g\""));
  }

  @ParameterizedTest
  @EnumSource(
      value = EntryChange.class,
      names = {"PUT", "TTL", "BATCH", "ATOMIC_BATCH"},
      mode = EnumSource.Mode.EXCLUDE)
  void change_endsTheCopiesOfAllVariants(EntryChange change) {
    String policy = "{'origin':'main','near':60}";
    Entries entries = cache(policy);
    vary("/k");
    for (String language : new String[] {"de", "fr"}) {
      Await.until(
          "a copy answers",
          SOON,
          () -> isNear(there.get(entries.entry("k"), "Accept-Language", language)));
    }

    change.make(here, entries);
    if (change == EntryChange.CACHE) {
      entries.setPolicy(here, policy);
    }

    Await.until(
        "the other asks anew",
        Duration.ofSeconds(5),
        () -> isLoaded(there.get(entries.entry("k"), "Accept-Language", "de")));
    Answer variant = there.get(entries.entry("k"), "Accept-Language", "fr");
    assertTrue(isLoaded(variant), variant.header("Cache-Status"));
  }

  private static boolean isLoaded(Answer answer) {
    return answer.header("Cache-Status").contains("; fwd-status=");
  }

  @Test
  void readThrough_eachVariantHasItsCopy() {
    Entries entries = cache("{'origin':'main','near':60}");
    vary("/n/vary");
    for (String language : new String[] {"de", "fr", "de", "fr"}) {
      Await.until(
          "a copy answers",
          SOON,
          () -> isNear(here.get(entries.entry("n/vary"), "Accept-Language", language)));
      assertEquals(language, here.get(entries.entry("n/vary"), "Accept-Language", language).text());
    }
    assertEquals(2, Origins.MAIN.count("/n/vary"));
  }
}
