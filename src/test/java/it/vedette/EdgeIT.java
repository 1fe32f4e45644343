package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries. */
class EdgeIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Client client = Target.client();

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/caches/c", "/api/v1/caches/c/entries/absent", "/api/v1/no", "/no", "/"})
  void requestId_sane_isKept(String path) {
    assertEquals("my-id.1", client.get(path, "X-Request-Id", "my-id.1").header("X-Request-Id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "a,b", "<script>"})
  void requestId_notSane_isReplaced(String sent) {
    String id = client.get("/api/v1/status", "X-Request-Id", sent).header("X-Request-Id");

    assertTrue(id.matches("[0-9a-f]{32}"), id);
  }

  @Test
  void requestId_absent_isNewEachTime() {
    assertNotEquals(
        client.get("/api/v1/status").header("X-Request-Id"),
        client.get("/api/v1/status").header("X-Request-Id"));
  }

  @Test
  void traceparent_valid_isContinuedWithANewSpan() {
    String sent = "00-" + TRACE + "-00f067aa0ba902b7-01";

    String continued = client.get("/api/v1/status", "traceparent", sent).header("traceparent");
    assertTrue(continued.matches("00-" + TRACE + "-[0-9a-f]{16}-01"), continued);
    assertNotEquals(sent, continued);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "nonsense"
      })
  void traceparent_invalid_isIgnored(String sent) {
    assertEquals("", client.get("/api/v1/status", "traceparent", sent).header("traceparent"));
  }

  @Test
  void answer_tellsNothingOfTheServer() {
    Answer answer = client.get("/api/v1/status");

    assertEquals("", answer.header("Server"));
    assertEquals("", answer.header("X-Powered-By"));
    assertEquals("", answer.header("Set-Cookie"));
  }
}
