package it.vedette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries. */
class EdgeIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static final String[] JSON = {"Content-Type", "application/json"};

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

  /** A browser makes nothing of it, whoever asks. */
  static void assertNoPage(Answer answer) {
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'; sandbox",
        answer.header("Content-Security-Policy"));
    assertEquals(List.of("nosniff"), answer.headers().allValues("X-Content-Type-Options"));
    assertEquals(
        List.of("same-origin"), answer.headers().allValues("Cross-Origin-Resource-Policy"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/status, 200",
    "GET, /api/v1/no, 404",
    "GET, /, 404",
    "GET, /api/v1/caches/C/entries/k, 400",
    "PATCH, /api/v1/status, 405",
    "OPTIONS, /api/v1/status, 200",
    "DELETE, /api/v1/caches/c/entries/k, 204"
  })
  void answer_ofEveryKind_isNoPageOfTheService(String method, String path, int status) {
    Answer answer = client.send(method, path, new byte[0], "Origin", "https://app.example");

    assertEquals(status, answer.status());
    assertNoPage(answer);
    assertEquals("", answer.header("Vary"), "no origin is allowed");
    assertEquals("", answer.header("Access-Control-Allow-Origin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/metrics", "/openapi", "/openapi/ui/"})
  void answer_ofTheServerItself_isNotSniffed_andOfNoOtherOrigin(String path) {
    Answer answer = Target.operator().get(path, "Origin", "https://app.example");

    assertEquals(200, answer.status());
    assertEquals(List.of("nosniff"), answer.headers().allValues("X-Content-Type-Options"));
    assertEquals(List.of("no-referrer"), answer.headers().allValues("Referrer-Policy"));
    boolean everybody = path.equals("/metrics") && Target.management().equals(Target.base());
    assertEquals(everybody ? "*" : "", answer.header("Access-Control-Allow-Origin"));
    assertEquals("", answer.header("Access-Control-Allow-Credentials"));
    assertTrue(
        answer.headers().allValues("Content-Security-Policy").stream()
            .anyMatch(
                policy ->
                    policy.matches(
                            "script-src \\S+/openapi/ui/ 'sha256-[^ ]+'; style-src 'self';.*")
                        && policy.contains("frame-ancestors 'none'")),
        answer.headers()::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "Text/HTML ;charset=\"utf-8\"",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/pdf",
        "text/javascript",
        "multipart/x-mixed-replace; boundary=\"a\"",
        "application/octet-stream",
        "text/plain; a=\", text/html\""
      })
  void value_thatABrowserCouldRun_isForSavingOnly(String type) {
    Entries entries = Entries.fresh();
    String path = entries.entry("k");
    client.send("PUT", entries.policy(), "{\"near\":60}".getBytes(UTF_8), JSON);
    assertEquals(201, client.put(path, "<script>1</script>", "Content-Type", type).status());

    for (Answer answer : List.of(client.get(path), client.get(path), head(path), taken(path))) {
      assertEquals(200, answer.status());
      assertEquals("attachment", answer.header("Content-Disposition"));
      assertEquals(List.of(type), answer.headers().allValues("Content-Type"));
      assertTrue(Set.of("", "<script>1</script>").contains(answer.text()));
      assertNoPage(answer);
    }
  }

  @Test
  void value_thatABrowserShowsAsItIs_isShown() {
    String path = Entries.fresh().entry("k");
    client.put(path, "{}", "Content-Type", "application/json");
    Answer shown = client.get(path);
    Answer same = client.get(path, "If-None-Match", shown.header("ETag"));

    assertEquals("", shown.header("Content-Disposition"));
    assertNoPage(shown);
    assertEquals(304, same.status());
    assertNoPage(same);
  }

  private Answer head(String path) {
    return client.send("HEAD", path, new byte[0]);
  }

  private Answer taken(String path) {
    return client.delete(path, "Prefer", "return=representation");
  }
}
