package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lets pages of two origins use it. */
class CorsIT {
  private static final String APP = "https://app.example";
  private static final String OTHER = "http://localhost:3000";

  /** Each upload keeps a thread of the server, which has few and adds others slowly. */
  private static final int LIMIT = 3;

  /** What an origin says of a page of its own. */
  private static final String[] SAID = {
    "Content-Type", "text/html",
    "Vary", "Accept-Language",
    "ETag", "\"1\"",
    "Access-Control-Allow-Origin", "*",
    "Access-Control-Allow-Credentials", "true",
    "Content-Security-Policy", "default-src *",
    "Cross-Origin-Resource-Policy", "cross-origin",
    "Clear-Site-Data", "\"*\"",
    "Content-Disposition", "inline; filename=page.html",
    "X-Kept", "yes"
  };

  @AutoClose private static final VedetteServer server = Target.start(settings());
  private static final Client client = new Client(server.base());

  private final Entries entries = Entries.fresh();

  private static Map<String, String> settings() {
    Map<String, String> settings = Origins.settings();
    settings.put("VEDETTE_CORS_ORIGINS", APP + "," + OTHER);
    settings.put("VEDETTE_MAX_IN_FLIGHT", Integer.toString(LIMIT));
    return settings;
  }

  private static Answer send(String method, String path, String... headers) {
    return client.send(method, path, new byte[0], headers);
  }

  private static List<String> fieldsOfCors(Answer answer) {
    return answer.headers().map().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("access-control-"))
        .sorted()
        .toList();
  }

  private static List<String> vary(Answer answer) {
    return answer.headers().allValues("Vary").stream()
        .flatMap(line -> Stream.of(line.split(", *")))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/status", "/api/v1/caches/c/entries/k?ttl=5", "/no", "/"})
  void preflight_ofAnAllowedOrigin_isAnsweredWithoutACredential(String path) {
    Answer answer = send("OPTIONS", path, "Origin", APP, "Access-Control-Request-Method", "PUT");

    assertEquals(204, answer.status());
    assertEquals(APP, answer.header("Access-Control-Allow-Origin"));
    assertEquals(
        "GET, HEAD, PUT, POST, PATCH, DELETE", answer.header("Access-Control-Allow-Methods"));
    assertTrue(
        List.of(answer.header("Access-Control-Allow-Headers").split(", "))
            .containsAll(List.of("Authorization", "If-Match", "Fill-Lease")));
    assertEquals("7200", answer.header("Access-Control-Max-Age"));
    assertEquals("", answer.header("Access-Control-Allow-Credentials"));
    assertEquals(List.of("Origin"), vary(answer));
    assertEquals(0, answer.body().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://app.example.evil.example",
        "https://app.example:8443",
        "http://app.example",
        "https://APP.example",
        "https://app.example/",
        "https://app.example, http://localhost:3000",
        "null",
        "*"
      })
  void preflight_ofAnotherOrigin_isAnOptionsLikeAnyOther(String origin) {
    String path = entries.entry("k");
    Answer plain = send("OPTIONS", path);
    Answer answer = send("OPTIONS", path, "Origin", origin, "Access-Control-Request-Method", "PUT");

    assertEquals(plain.status(), answer.status());
    assertEquals(plain.header("Allow"), answer.header("Allow"));
    assertEquals(List.of(), fieldsOfCors(answer));
    assertEquals(List.of("Origin"), vary(answer));
  }

  @Test
  void options_withoutAQuestion_isWhatItIs() {
    Answer answer = send("OPTIONS", entries.entry("k"), "Origin", APP);

    assertEquals(200, answer.status());
    assertTrue(answer.header("Allow").contains("PUT"));
    assertEquals(
        List.of("access-control-allow-origin", "access-control-expose-headers"),
        fieldsOfCors(answer));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/status, X-Any, 200",
    "GET, /api/v1/caches/c/entries/none, X-Any, 404",
    "GET, /no, X-Any, 404",
    "TRACE, /, X-Any, 404",
    "GET, /api/v1/caches/C/entries/k, X-Any, 400",
    "GET, /api/v1/<, X-Any, 400",
    "PATCH, /api/v1/status, X-Any, 405",
    "GET, /api/v1/status, Accept, 406",
    "PUT, /api/v1/caches/c/entries/k, X-Large, 431"
  })
  void answer_ofEveryKind_saysWhoMayReadIt(String method, String path, String field, int status) {
    String value = field.equals("X-Large") ? "x".repeat(9000) : "text/none";
    for (String origin : List.of(APP, OTHER)) {
      String answer = raw(method, path, field + ": " + value, "Origin: " + origin);
      assertEquals(status, RawHttp.status(answer), answer);
      assertTrue(answer.contains("\r\nAccess-Control-Allow-Origin: " + origin + "\r\n"), answer);
      assertTrue(answer.contains("\r\nAccess-Control-Expose-Headers: "), answer);
      assertTrue(answer.contains("\r\nVary: Origin\r\n"), answer);
    }
    for (String unknown : List.of("Origin: https://evil.example", "Origin: null", "X-No: origin")) {
      String answer = raw(method, path, field + ": " + value, unknown);
      assertEquals(status, RawHttp.status(answer), answer);
      assertTrue(answer.contains("\r\nVary: Origin\r\n"), answer);
      assertTrue(!answer.contains("Access-Control-"), answer);
    }
  }

  private static String raw(String method, String path, String... fields) {
    return RawHttp.send(server.base(), method, path, fields);
  }

  @Test
  void overload_saysWhoMayReadIt_andPreflightsPass() throws Exception {
    List<RawConnection> uploads = new ArrayList<>();
    try {
      Await.until(
          "overload",
          Duration.ofSeconds(30),
          () -> {
            // All at once: one after the other, the first may have been cut off before the last.
            IntStream.range(0, LIMIT).forEach(upload -> uploads.add(upload()));
            return client.get("/api/v1/status", "Origin", APP).status() == 503;
          });
      Answer refused = client.get("/api/v1/status", "Origin", APP);
      assertEquals("overloaded", refused.problem());
      assertEquals(APP, refused.header("Access-Control-Allow-Origin"));
      assertEquals(List.of("Origin"), vary(refused));
      assertEquals(
          204,
          send("OPTIONS", "/api/v1/status", "Origin", APP, "Access-Control-Request-Method", "GET")
              .status());
    } finally {
      for (RawConnection upload : uploads) {
        upload.close();
      }
    }
    Await.until(
        "the end of it",
        Duration.ofSeconds(40),
        () -> client.get("/api/v1/status").status() == 200);
  }

  /** It stays in flight, unless it is refused because another one has not left yet. */
  private RawConnection upload() {
    try {
      RawConnection connection = RawConnection.to(server.base());
      connection.send(
          "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na".formatted(entries.entry("k")));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void answer_ofAnOrigin_isReadByThoseThatWeAllow() {
    Entries cache = Entries.fresh(client, "{'origin':'main'}");
    Origins.MAIN.on("/page", "<script>1</script>", SAID);
    for (int reading = 0; reading < 2; reading++) {
      Answer page = client.get(cache.entry("page"), "Origin", APP);
      assertEquals("yes", page.header("X-Kept"), page::text);
      assertEquals(List.of("Accept-Language", "Origin"), vary(page));
      assertEquals(List.of(APP), page.headers().allValues("Access-Control-Allow-Origin"));
      assertEquals("", page.header("Access-Control-Allow-Credentials"));
      assertEquals("", page.header("Clear-Site-Data"));
      assertEquals(List.of("attachment"), page.headers().allValues("Content-Disposition"));
      EdgeIT.assertNoPage(page);
      assertEquals("default-src *", page.headers().allValues("Content-Security-Policy").get(1));
    }
    Answer same = client.get(cache.entry("page"), "If-None-Match", "\"1\"");
    assertEquals(304, same.status());
    assertEquals(List.of("Accept-Language", "Origin"), vary(same));
    assertEquals(List.of(), fieldsOfCors(same));
    EdgeIT.assertNoPage(same);
  }
}
