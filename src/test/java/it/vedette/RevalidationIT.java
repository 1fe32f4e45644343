package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of loaded values that are no longer fresh. */
class RevalidationIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final OriginServer origin = Origins.MAIN;
  private static final Client client = Target.client();

  private Entries entries = Entries.fresh();

  @BeforeEach
  void policy() {
    entries = Entries.fresh(client, "{'origin':'main','jitter':0}");
  }

  private Answer get(String key, String... headers) {
    return client.get(entries.entry(key), headers);
  }

  private static void assertStatus(String expected, Answer answer) {
    assertTrue(answer.header("Cache-Status").matches(expected), answer.header("Cache-Status"));
  }

  @Test
  void conditions_areDecidedOnWhatTheOriginSaid() {
    String modified = "Mon, 02 Nov 2026 10:00:00 GMT";
    origin.on("/c/weak", "text", "ETag", "W/\"w\"", "Last-Modified", modified);

    assertEquals(304, get("c/weak", "If-None-Match", "\"w\"").status());
    assertEquals(304, get("c/weak", "If-None-Match", "W/\"w\"").status());
    assertEquals(304, get("c/weak", "If-Modified-Since", modified).status());
    assertEquals(200, get("c/weak", "If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT").status());
    assertEquals(412, get("c/weak", "If-Match", "\"w\"").status());
    assertEquals("text", get("c/weak", "If-None-Match", "\"x\"").text());
    assertEquals(1, origin.count("/c/weak"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "\"a", "\"a b\"", "w/\"a\"", "\"a\", \"b\"", "\"\u00e9\"", "\",\""})
  void tagThatIsSent_isTakenBack(String tag) {
    String path = "/tag/" + Integer.toHexString(tag.hashCode());
    origin.on(path, "text", "ETag", tag);
    String target = entries.entry(path.substring(1));

    String first = RawHttp.send(Target.base(), "GET", target);
    String sent = first.lines().filter(line -> line.startsWith("ETag: ")).findFirst().orElseThrow();
    String back = sent.replace("ETag", "If-None-Match");

    assertEquals(304, RawHttp.status(RawHttp.send(Target.base(), "GET", target, back)));
  }

  @Test
  void tagOfAComma_isNotInAListOfOthers() {
    origin.on("/c/comma", "text", "ETag", "\",\"", "Cache-Control", "max-age=60");

    assertEquals("text", get("c/comma", "If-None-Match", "\"a\",\"b\"").text());
    assertEquals("text", get("c/comma", "If-None-Match", "\"a\",\"b\"").text());
    assertEquals(412, get("c/comma", "If-Match", "\"a\",\"b\"").status());
    assertEquals(412, client.delete(entries.entry("c/comma"), "If-Match", "\"a\",\"b\"").status());
    assertEquals(204, client.delete(entries.entry("c/comma"), "If-Match", "\",\"").status());
  }

  /** The list tells a tag of ours where its origin's does not stand for one value. */
  @Test
  void tagThatReadersDoNotSee_leavesTheValue() {
    origin.on("/c/hidden", "text", "ETag", "W/\"w\"");
    get("c/hidden");
    String list = client.get(entries.list()).text();
    String tag = list.replaceAll("(?s).*\"etag\":\"(\\\\?\"?[^\"\\\\]+).*", "$1");

    Answer answer = get("c/hidden", "If-None-Match", '"' + tag.replaceAll("[\\\\\"]", "") + '"');

    assertEquals(200, answer.status());
    assertEquals("text", answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"v\"", "W/\"v\""})
  void largeValue_thatItsReaderHas_isNotFetched(String tag) {
    String path = "/large/" + Integer.toHexString(tag.hashCode());
    origin.on(path, "x".repeat(100_000), "ETag", tag, "Cache-Control", "max-age=60");
    String key = path.substring(1);
    get(key);
    long before = reads();

    assertEquals(304, get(key, "If-None-Match", tag).status());

    assertEquals(1, reads() - before);
    assertEquals(100_000, get(key).text().length());
  }

  private static long reads() {
    return client
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("redis_call_duration_seconds_count"))
        .filter(line -> line.contains("\"response-read\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void stale_isConfirmedByTheOrigin_andFreshAgain() {
    origin.on(
        "/r/304",
        exchange ->
            OriginServer.send(
                exchange,
                exchange.getRequestHeaders().containsKey("If-None-Match") ? 304 : 200,
                "body",
                "ETag",
                "\"v\"",
                "X-Count",
                Integer.toString(origin.count("/r/304")),
                "Cache-Control",
                "max-age=1"));
    get("r/304");
    Await.until("it is stale", SOON, () -> origin.count("/r/304") == 2 || stale("r/304"));

    Answer confirmed = get("r/304");

    assertEquals("body", confirmed.text());
    assertTrue(origin.count("/r/304") >= 2);
    assertEquals(List.of("\"v\""), origin.asked("/r/304").get(1).get("If-none-match"));
    assertNotEquals("1", confirmed.header("X-Count"));
  }

  private boolean stale(String key) {
    return get(key, "Cache-Control", "only-if-cached").status() == 504;
  }

  @Test
  void staleWhileRevalidate_answersAtOnce_andLoadsBehind() {
    Entries swr = Entries.fresh(client, "{'origin':'main','staleWhileRevalidate':60}");
    origin.on("/s/swr", "one", "Cache-Control", "max-age=1");
    client.get(swr.entry("s/swr"));
    origin.on("/s/swr", "two", "Cache-Control", "max-age=60");

    Await.until("the new one", SOON, () -> client.get(swr.entry("s/swr")).text().equals("two"));

    assertEquals(2, origin.count("/s/swr"));
  }

  @Test
  void staleIfError_answersForAnOriginThatFails_unlessItForbids() {
    Entries sie = Entries.fresh(client, "{'origin':'main','staleIfError':60}");
    origin.on("/e/sie", "old", "Cache-Control", "max-age=1");
    origin.on("/e/strict", "old", "Cache-Control", "max-age=1, must-revalidate");
    client.get(sie.entry("e/sie"));
    client.get(sie.entry("e/strict"));
    origin.on("/e/sie", exchange -> OriginServer.send(exchange, 503, "away"));
    origin.on("/e/strict", exchange -> OriginServer.send(exchange, 503, "away"));

    Await.until("it was asked", SOON, () -> failed(sie.entry("e/strict")));
    Await.until("it is stale", SOON, () -> !isFresh(client.get(sie.entry("e/sie"))));
    Answer stale = client.get(sie.entry("e/sie"));

    assertEquals("old", stale.text());
    assertStatus("vedette; hit; ttl=-?\\d+; detail=stale-if-error", stale);
  }

  private static boolean isFresh(Answer answer) {
    return answer.header("Cache-Status").matches("vedette; hit; ttl=\\d+");
  }

  private static boolean failed(String path) {
    Answer answer = client.get(path);
    return answer.status() == 502 && answer.problem().equals("bad-origin-answer");
  }
}
