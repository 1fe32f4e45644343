package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Origins that break off, never end, lie about lengths, or are not there. */
class OriginFailureIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Client client = Target.client();

  @ParameterizedTest
  @CsvSource({
    "short, 502, bad-origin-answer",
    "garbage, 502, bad-origin-answer",
    "silent, 504, origin-timeout",
    "slow, 504, origin-timeout",
    "endless, 502, bad-origin-answer",
    "large, 502, bad-origin-answer",
    "headers, 502, bad-origin-answer",
    "redirect, 502, bad-origin-answer",
    "teapot, 502, bad-origin-answer"
  })
  void answersOfNoUse_areNamedInTime(String way, int status, String problem) {
    Entries entries = Entries.fresh(client, "{'origin':'rude','maxBytes':1000000}");
    long began = System.nanoTime();

    Answer answer = client.get(entries.entry(way + "/1"));

    assertEquals(status, answer.status(), answer::text);
    assertEquals(problem, answer.problem());
    assertTrue(answer.json().getBoolean("retryable"));
    assertTrue(System.nanoTime() - began < Duration.ofSeconds(4).toNanos());
    assertEquals(200, client.get(entries.entry("fine/1")).status());
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
    String up =
        java.util.Base64.getUrlEncoder()
            .encodeToString("../secret".getBytes(StandardCharsets.UTF_8));

    Answer answer = client.get(entries.entry(up) + "?keyEncoding=base64url");

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
