package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins that break off, never end, lie about lengths, or are not there. */
class OriginFailureIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Client client = Target.client();
  private static final String UP =
      Base64.getUrlEncoder().encodeToString("../secret".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @CsvSource({
    "short, 502, bad-origin-answer, true",
    "garbage, 502, bad-origin-answer, true",
    "reset, 502, bad-origin-answer, true",
    "silent, 504, origin-timeout, true",
    "slow, 504, origin-timeout, true",
    "endless, 502, bad-origin-answer, false",
    "large, 502, bad-origin-answer, false",
    "headers, 502, bad-origin-answer, false",
    "redirect, 502, bad-origin-answer, false",
    "teapot, 502, bad-origin-answer, false",
    "forbidden, 502, bad-origin-answer, false",
    "early, 502, bad-origin-answer, true"
  })
  void answersOfNoUse_areNamedInTime(String way, int status, String problem, boolean retryable) {
    Entries entries = Entries.fresh(client, "{'origin':'rude','maxBytes':1000000}");
    long began = System.nanoTime();

    Answer answer = client.get(entries.entry(way + "/1"));

    assertEquals(status, answer.status(), answer::text);
    assertEquals(problem, answer.problem());
    assertEquals(retryable, answer.json().getBoolean("retryable"), answer::text);
    String cacheStatus = answer.header("Cache-Status");
    assertTrue(
        cacheStatus.matches("vedette; fwd=uri-miss(; fwd-status=\\d+)?; detail=" + problem),
        cacheStatus);
    assertTrue(System.nanoTime() - began < Duration.ofSeconds(4).toNanos());
    assertFine(entries);
  }

  /** Often enough that the failures before do not open the circuit. */
  private static void assertFine(Entries entries) {
    assertEquals(200, client.get(entries.entry("fine/1")).status());
    assertEquals(200, client.get(entries.entry("fine/2")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"both", "lengths", "letter", "negative", "list", "huge", "gzip", "twice", "chunk"})
  void answersWithoutAClearEnd_areRefusedAtOnce(String way) {
    Entries entries = Entries.fresh(client, "{'origin':'rude'}");

    Answer answer = client.get(entries.entry(way + "/1"));

    assertEquals(502, answer.status(), answer::text);
    assertEquals("bad-origin-answer", answer.problem());
    Await.until("the connection is closed", SOON, () -> Origins.RUDE.isLeft("/" + way + "/1"));
    assertFine(entries);
  }

  @ParameterizedTest
  @CsvSource({"429, 30, 30", "503, 120, 120", "503, 99999999999, 86400", "500, soon, ''"})
  void retryAfter_ofTheOrigin_isPassedOn(int status, String said, String passed) {
    Entries entries = Entries.fresh(client, "{'origin':'main'}");
    String path = "/busy/" + status + "/" + said;
    Origins.MAIN.on(
        path, exchange -> OriginServer.send(exchange, status, "busy", "Retry-After", said));

    Answer answer = client.get(entries.entry(path.substring(1)));

    assertEquals(502, answer.status());
    assertEquals(passed, answer.header("Retry-After"));
    assertTrue(answer.json().getBoolean("retryable"));
    assertEquals(
        "vedette; fwd=uri-miss; fwd-status=" + status + "; detail=bad-origin-answer",
        answer.header("Cache-Status"));
    Origins.MAIN.on("/busy/not", "fine");
    assertEquals(200, client.get(entries.entry("busy/not")).status());
    assertEquals(
        200, client.get(Entries.fresh(client, "{'origin':'main'}").entry("busy/not")).status());
  }

  @Test
  void onlyIfCached_withNothingStored_saysSoInCacheStatus() {
    Entries entries = Entries.fresh(client, "{'origin':'main'}");

    Answer answer = client.get(entries.entry("none"), "Cache-Control", "only-if-cached");

    assertEquals(504, answer.status());
    assertEquals("vedette; detail=not-cached", answer.header("Cache-Status"));
  }

  @Test
  void originThatBreaksOff_isLeftAlone_andAKeyThatItCannotHaveIsNoTrial() {
    Entries entries = Entries.fresh(client, "{'origin':'broken'}");
    for (int i = 0; i < 10; i++) {
      assertEquals(502, client.get(entries.entry("reset/" + i)).status());
    }

    Answer refused = client.get(entries.entry("reset/10"));
    assertEquals(503, refused.status(), refused::text);
    assertEquals("origin-unavailable", refused.problem());
    Answer impossible = client.get(entries.entry(UP) + "?keyEncoding=base64url");
    assertEquals(502, impossible.status(), impossible::text);
    assertFalse(impossible.json().getBoolean("retryable"));
  }

  @Test
  void mediaType_thatIsNotAllowed_isRefused() {
    Entries entries = Entries.fresh(client, "{'origin':'narrow'}");

    assertEquals("bad-origin-answer", client.get(entries.entry("html")).problem());
  }

  @Test
  void originWithAllItsPlacesTaken_isUnavailable() {
    Entries entries = Entries.fresh(client, "{'origin':'narrow'}");
    var slow = client.sendAsync("GET", entries.entry("slow/place"), new byte[0]);
    Await.until("the origin is asked", SOON, () -> Origins.RUDE.isAsked("/slow/place"));
    Answer refused = client.get(entries.entry("html/other"));

    assertEquals(503, refused.status());
    assertEquals("origin-unavailable", refused.problem());
    assertFalse(refused.header("Retry-After").isEmpty());
    assertEquals(504, slow.join().status());
  }

  @Test
  void originThatIsNotThere_isLeftAloneAfterAWhile() {
    Entries entries = Entries.fresh(client, "{'origin':'gone'}");
    for (int i = 0; i < 12; i++) {
      Answer answer = client.get(entries.entry("k" + i));
      assertEquals(503, answer.status());
      assertEquals("origin-unavailable", answer.problem());
    }

    Answer last = client.get(entries.entry("last"));
    assertTrue(last.json().getString("detail").contains("left alone"), last::text);
    String metrics = client.get("/metrics").text();
    assertTrue(
        metrics.contains(
            "origin_circuit_changes_total{mp_scope=\"application\",origin=\"gone\",to=\"open\",} 1.0"),
        metrics);
  }

  @Test
  void originThatFailsAndComesBack_isAskedAgain() {
    Entries entries = Entries.fresh(client, "{'origin':'failing','negativeTtl':null}");
    for (int i = 0; i < 10; i++) {
      Origins.MAIN.on("/x/" + i, exchange -> OriginServer.send(exchange, 500, "no"));
      assertEquals(502, client.get(entries.entry("x/" + i)).status());
    }
    assertEquals(503, client.get(entries.entry("y")).status());
    Origins.MAIN.on("/y", "back");

    Await.until("it is back", SOON, () -> client.get(entries.entry("y")).status() == 200);
    assertEquals(1, Origins.MAIN.count("/y"));
  }

  @Test
  void keysThatLeadElsewhere_areNotAskedFor() {
    Entries entries = Entries.fresh(client, "{'origin':'main'}");

    Answer answer = client.get(entries.entry(UP) + "?keyEncoding=base64url");

    assertEquals(502, answer.status());
    assertEquals(0, Origins.MAIN.count("/secret"));
    Origins.MAIN.on("/with%20space/%C3%BC", "found");
    assertEquals("found", client.get(entries.entry("with%20space/%C3%BC")).text());
  }

  @Test
  void policy_withAnOriginThatIsNotConfigured_isRefused() {
    Answer refused =
        client.send(
            "PUT",
            Entries.fresh().policy(),
            "{\"origin\":\"elsewhere\"}".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");

    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("/origin"), refused::text);
  }
}
