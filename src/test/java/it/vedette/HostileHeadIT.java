package it.vedette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that are to break a parser, or to slip a line into an answer. */
@Timeout(600)
class HostileHeadIT {
  private static final String EVIL = "%0d%0aX-Evil:%201%0d%0a";

  private final Client client = HostileTarget.client();
  private final Entries entries = Entries.fresh();

  @AfterEach
  void serverIsUnharmed() throws IOException {
    HostileTarget.assertUnharmed();
  }

  private static String exchange(String method, String target, String... fields) {
    return RawHttp.send(HostileTarget.server().base(), method, target, fields);
  }

  private static void assertNoEvilField(String answer) {
    String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    assertFalse(head.contains("\nx-evil") || head.contains("\rx-evil"), answer);
    assertTrue(RawHttp.status(answer) < 500, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entries/k" + EVIL,
        "entries/k?ttl=5" + EVIL,
        "entries/k?keyEncoding=base64url" + EVIL,
        "entries?limit=1&prefix=" + EVIL,
        "entries?limit=1&group=" + EVIL,
        "entries?cursor=" + EVIL,
        "ttl/k" + EVIL,
        "counters/k" + EVIL,
        EVIL + "/entries",
      })
  void target_withLineBreaks_makesNoField(String path) {
    for (String method : new String[] {"GET", "PUT", "DELETE", "POST"}) {
      assertNoEvilField(exchange(method, entries.policy() + "/" + path, "Content-Length: 0"));
    }
  }

  @Test
  void key_withLineBreaksInBase64_makesNoField() {
    String key = Base64.getUrlEncoder().encodeToString("a\r\nX-Evil: 1\r\n\0".getBytes(UTF_8));
    String put =
        exchange("PUT", entries.entry(key) + "?keyEncoding=base64url", "Content-Length: 0");
    assertEquals(201, RawHttp.status(put), put);
    assertNoEvilField(put);
    assertNoEvilField(exchange("GET", entries.list() + "?limit=1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Request-Id",
        "traceparent",
        "Content-Type",
        "Cache-Groups",
        "Idempotency-Key",
        "Prefer",
        "Fill-Lease",
        "If-Match",
        "Cache-Control"
      })
  void field_withALoneCarriageReturnOrNul_makesNoField(String name) {
    for (String value : new String[] {"a\rX-Evil: 1", "a\0X-Evil: 1", "\"a\r X-Evil: 1\""}) {
      for (String method : new String[] {"PUT", "GET", "POST"}) {
        assertNoEvilField(
            exchange(method, entries.entry("k"), name + ": " + value, "Content-Length: 0"));
      }
    }
    assertNoEvilField(exchange("GET", entries.entry("k")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mediaType\":\"text/plain\\r\\nX-Evil: 1\"",
        "\"mediaType\":\"text/plain;a=\\\"\\r\\nX-Evil: 1\\\"\"",
        "\"mediaType\":\"text/plain\\u0000\"",
        "\"groups\":[\"a\\r\\nX-Evil: 1\"]",
        "\"groups\":[\"a\\u0000\"]",
        "\"groups\":[\"\u00e9\"]"
      })
  void memberThatBecomesAField_withLineBreaks_isRefused(String member) {
    Answer answer =
        client.post(
            entries.batch(),
            "{\"operations\":[{\"op\":\"put\",\"key\":\"k\",\"value\":\"v\"," + member + "}]}");
    assertEquals(400, answer.status(), answer::text);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", " ,", "\"a\",", ";", "a=\"", "\\\"", "=", "(", "W/", "\t"})
  void field_ofOnePartAsOftenAsFits_isAnsweredAtOnce(String part) {
    String value = "\"a\"" + part.repeat(7_900 / part.length()) + "\"b\"";
    for (String name :
        new String[] {
          "If-None-Match",
          "If-Match",
          "Cache-Groups",
          "Cache-Control",
          "Prefer",
          "Content-Type",
          "Idempotency-Key",
          "If-Modified-Since",
          "traceparent",
          "Accept",
          "Accept-Language"
        }) {
      for (String method : new String[] {"GET", "PUT", "POST"}) {
        assertNoEvilField(
            exchange(method, entries.entry("k"), name + ": " + value, "Content-Length: 0"));
      }
    }
  }

  @Test
  void fields_tooManyOrTooLong_areRefused() {
    String[] many = new String[70];
    String[] large = new String[20];
    for (int i = 0; i < many.length; i++) {
      many[i] = "X-" + i + ": y";
    }
    for (int i = 0; i < large.length; i++) {
      large[i] = "X-" + i + ": " + "y".repeat(8_000);
    }
    assertEquals(400, RawHttp.status(exchange("GET", entries.list(), many)));
    assertEquals(431, RawHttp.status(exchange("GET", entries.list(), large)));
    assertEquals(
        431, RawHttp.status(exchange("GET", entries.list(), large[0], large[0], large[0])));
    assertEquals(400, RawHttp.status(exchange("GET", entries.entry("k".repeat(10_000)))));
    assertEquals(400, RawHttp.status(exchange("GET", entries.list(), "X: " + "y".repeat(99_000))));
  }

  @ParameterizedTest
  @CsvSource({
    "OTk5OTk5OTk5OTk5OTk5OTk5OTk6, 400", // 99999999999999999999:
    "MTg0NDY3NDQwNzM3MDk1NTE2MTY6, 400", // 2^64:
    "MTg0NDY3NDQwNzM3MDk1NTE2MTU6, 200", // 2^64 - 1:
    "dXNlci80Mg, 400", // of a list of entries
    "%25%25, 400",
    "%00, 400",
    "'', 400"
  })
  void cursorOfCaches_thatIsNone_isRefused(String cursor, int status) {
    assertEquals(status, RawHttp.status(exchange("GET", "/api/v1/caches?cursor=" + cursor)));
  }

  /** A cursor says where to go on, and nothing else: it opens no other cache. */
  @Test
  void cursorOfAnotherCache_showsOnlyThisOne() {
    Entries other = Entries.fresh();
    for (String key : new String[] {"a", "b", "c"}) {
      client.put(entries.entry(key), "mine");
      client.put(other.entry(key + "-other"), "theirs");
    }
    String cursor = client.get(other.list() + "?limit=1").json().getString("next");

    String seen = client.get(entries.list() + "?cursor=" + cursor).text();
    assertFalse(seen.contains("other"), seen);
    assertTrue(seen.contains("\"b\""), seen);
  }

  @Test
  void cacheName_escapedInThePath_isTheSameCache() {
    String escaped = "/api/v1/caches/%74" + entries.cache().substring(1) + "/entries/a/b";

    assertEquals(201, client.put(escaped, "x").status());
    assertEquals("x", client.get(entries.entry("a/b")).text());
  }
}
