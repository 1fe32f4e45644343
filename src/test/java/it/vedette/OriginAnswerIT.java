package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What origins and requests say of freshness and of variants, and what becomes of it. */
class OriginAnswerIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final OriginServer origin = Origins.MAIN;
  private static final Client client = Target.client();

  private static Entries cache() {
    return Entries.fresh(client, "{'origin':'main','jitter':0,'public':true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60|1",
        "s-maxage=60, max-age=0|1",
        "public|1",
        "max-age=60, must-revalidate|1",
        "no-store|2",
        "private|2",
        "private=\"x\", max-age=60|2",
        "max-age=0|2",
        "no-cache|2",
        "must-understand, no-store, max-age=60|1",
        "s-maxage=0, max-age=60|2"
      })
  void cacheControl_ofTheOrigin_decidesHowOftenItIsAsked(String control, int asked) {
    Entries entries = cache();
    String path = "/cc/" + Integer.toHexString(control.hashCode());
    origin.on(path, "text", "Cache-Control", control);
    int before = origin.count(path);

    client.get(entries.entry(path.substring(1)));
    Answer second = client.get(entries.entry(path.substring(1)));

    assertEquals("text", second.text());
    assertEquals(control, second.header("Cache-Control"));
    assertEquals(asked, origin.count(path) - before);
  }

  @Test
  void override_takesThePolicysTime_butNotWhatIsPrivate() {
    Entries entries = Entries.fresh(client, "{'origin':'main','ttl':60,'overrideOrigin':true}");
    origin.on("/o/no-store", "text", "Cache-Control", "no-store");
    origin.on("/o/private", "text", "Cache-Control", "private");

    for (int i = 0; i < 2; i++) {
      client.get(entries.entry("o/no-store"));
      client.get(entries.entry("o/private"));
    }

    assertEquals(1, origin.count("/o/no-store"));
    assertEquals(2, origin.count("/o/private"));
  }

  @Test
  void age_continuesWhatTheOriginSays() {
    Entries entries = cache();
    origin.on("/age/50", "text", "Cache-Control", "max-age=60", "Age", "50");

    Answer answer = client.get(entries.entry("age/50"));

    assertTrue(answer.header("Age").matches("5[0-5]"), answer.header("Age"));
    String status = client.get(entries.entry("age/50")).header("Cache-Status");
    assertTrue(status.matches("vedette; hit; ttl=(10|9)"), status);
  }

  @Test
  void dateAndExpires_stayThoseOfTheOrigin() {
    Entries entries = Entries.fresh(client, "{'origin':'main','public':true}");
    String expires = "Tue, 01 Jan 2199 00:00:00 GMT";
    origin.on("/dated", "text", "Expires", expires);
    String date = client.get(entries.entry("dated")).header("Date");

    Await.until(
        "it is some seconds old",
        Duration.ofSeconds(20),
        () -> client.get(entries.entry("dated")).header("Age").equals("3"));
    Answer later = client.get(entries.entry("dated"));

    assertEquals(date, later.header("Date"));
    assertEquals(expires, later.header("Expires"));
  }

  @Test
  void age_thatDoesNotFit_isNotFresh() {
    Entries entries = cache();
    origin.on("/age/long", "text", "Cache-Control", "max-age=60", "Age", "99999999999999");

    for (int i = 0; i < 2; i++) {
      assertEquals("2147483648", client.get(entries.entry("age/long")).header("Age"));
    }
    assertEquals(2, origin.count("/age/long"));
  }

  @Test
  void cookies_areNeitherStoredNorSentOn() {
    Entries entries = cache();
    origin.on("/cookie", "text", "Set-Cookie", "a=b", "Cache-Control", "max-age=60");

    for (int i = 0; i < 2; i++) {
      assertEquals("", client.get(entries.entry("cookie")).header("Set-Cookie"));
    }
    assertEquals(2, origin.count("/cookie"));
  }

  @Test
  void vary_keepsOneAnswerForEachForm_andForgetsThemTogether() {
    Entries entries = cache();
    origin.on(
        "/v/hello",
        exchange -> {
          String language = exchange.getRequestHeaders().getFirst("Accept-Language");
          OriginServer.send(
              exchange,
              200,
              "" + language,
              "Vary",
              "Accept-Language, X-Unseen",
              "Cache-Control",
              "max-age=60");
        });

    for (String language : new String[] {"de", "vi", "de", "vi", "en"}) {
      assertEquals(language, hello(entries, language).text());
    }
    assertEquals("null", client.get(entries.entry("v/hello")).text());
    assertEquals(4, origin.count("/v/hello"));
    assertEquals(
        "vedette; fwd=vary-miss; fwd-status=200; stored",
        hello(entries, "fr").header("Cache-Status"));

    client.delete(entries.entry("v/hello"));
    hello(entries, "vi");
    assertEquals("vi", hello(entries, "vi").text());
    hello(entries, "de");
    assertEquals(7, origin.count("/v/hello"));

    client.post(entries.invalidations(), "{\"keys\":[\"v/hello\"],\"mode\":\"soft\"}");
    hello(entries, "de");
    hello(entries, "vi");
    assertEquals(9, origin.count("/v/hello"));
  }

  private static Answer hello(Entries entries, String language) {
    return client.get(entries.entry("v/hello"), "Accept-Language", language);
  }

  @Test
  void nothing_isRemembered_andIsNoEntry() {
    Entries entries = cache();

    for (int i = 0; i < 3; i++) {
      Answer missing = client.get(entries.entry("n/404"));
      assertEquals(404, missing.status());
      assertEquals("entry-not-found", missing.problem());
    }
    assertEquals(1, origin.count("/n/404"));
    assertFalse(client.get(entries.list()).text().contains("n/404"));
    assertEquals(201, client.put(entries.entry("n/404"), "mine", "If-None-Match", "*").status());
    assertEquals("mine", client.get(entries.entry("n/404")).text());
  }

  @Test
  void nothing_isAskedForAgain_afterItsTime() {
    Entries entries = Entries.fresh(client, "{'origin':'main','negativeTtl':1}");
    assertEquals(404, client.get(entries.entry("n/later")).status());
    origin.on("/n/later", "now there");

    Await.until("it is there", SOON, () -> client.get(entries.entry("n/later")).status() == 200);
  }

  @Test
  void directives_ofTheRequest_areObeyed() {
    Entries entries = cache();
    origin.on("/d/1", "text", "Cache-Control", "max-age=60", "Age", "10");
    assertEquals("not-cached", directed(entries, "only-if-cached").problem());
    assertEquals(504, directed(entries, "only-if-cached").status());
    assertEquals(0, origin.count("/d/1"));

    directed(entries, "max-age=30");
    assertEquals(1, origin.count("/d/1"));
    directed(entries, "only-if-cached, max-age=30, min-fresh=20");
    assertEquals(1, origin.count("/d/1"));
    directed(entries, "max-age=5");
    assertEquals(2, origin.count("/d/1"));
    directed(entries, "min-fresh=55");
    assertEquals(3, origin.count("/d/1"));
    Answer fresh = directed(entries, "no-cache");
    assertEquals("vedette; fwd=request; fwd-status=200; stored", fresh.header("Cache-Status"));
    assertEquals(4, origin.count("/d/1"));
  }

  @Test
  void maxStale_takesWhatIsStale() {
    Entries entries = Entries.fresh(client, "{'origin':'main','staleIfError':60,'jitter':0}");
    origin.on("/d/stale", "old", "Cache-Control", "max-age=1");
    directed(entries, "d/stale", "");
    origin.on("/d/stale", "new", "Cache-Control", "max-age=60");
    Await.until(
        "it is stale", SOON, () -> directed(entries, "d/stale", "only-if-cached").status() == 504);

    assertEquals("old", directed(entries, "d/stale", "max-stale=30").text());
    assertEquals("new", directed(entries, "d/stale", "").text());
  }

  private static Answer directed(Entries entries, String control) {
    return directed(entries, "d/1", control);
  }

  private static Answer directed(Entries entries, String key, String control) {
    return client.get(entries.entry(key), "Cache-Control", control);
  }
}
