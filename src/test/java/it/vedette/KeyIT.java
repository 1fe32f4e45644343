package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in paths: what is stored is exactly what was named, or nothing. */
class KeyIT {
  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a/b/c              | a/b/c
          user/42/profile    | user/42/profile
          a+b                | a+b
          a%20b              | a b
          a%25b              | a%b
          a%252Fb            | a%2Fb
          %41                | A
          %E2%82%AC          | €
          %F0%9F%98%80       | 😀
          a:b@c!$&'()*,=~    | a:b@c!$&'()*,=~
          a.b                | a.b
          a%2Eb              | a.b
          ...                | ...
          .hidden            | .hidden
          a%3Fb              | a?b
          a%23b              | a#b
          entries/x          | entries/x
          a%2Fb              | a/b
          a%2fb%2Fc/d        | a/b/c/d
          a%5Cb              | a\\b
          a%3Bb%3bc=d        | a;b;c=d
          a%3Bjsessionid=1   | a;jsessionid=1
          a%2F%3Bb           | a/;b
          order%3A2026%2F11%2F28%2342 | order:2026/11/28#42
          """)
  void key_thatAPathCarries_isStoredAsItIs(String spelled, String key) {
    String put = raw("PUT", spelled, "Content-Length: 0");
    assertEquals(201, RawHttp.status(put), put);

    JsonObject item = client.get(entries.list()).json().getJsonArray("items").getJsonObject(0);
    assertEquals(key, item.getString("key"));
    assertEquals(200, RawHttp.status(raw("GET", spelled)));
    assertEquals(200, client.get(entries.entry(base64(key)) + "?keyEncoding=base64url").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a//b",
        "/a",
        "a/",
        "a//",
        "a/./b",
        "a/../b",
        "..",
        ".",
        "%2E%2E",
        "%2e",
        "%2Fa",
        "a%2F",
        "a%2F%2fb",
        "a/%2Fb",
        "a%2F.%2Fb",
        "a%2F..%2Fb",
        "a%2F%2E%2e",
        "..%2Fa",
        "a;x=1",
        "a;",
        ";x",
        "a;jsessionid=1",
        "a\\b",
        "a\"b",
        "a<b",
        "a{b}",
        "a|b",
        "a^b",
        "a`b",
        "[a]",
        "%ff",
        "%C0%AF",
        "%ED%A0%80",
        "\u00e4",
        "../../other/entries/a"
      })
  void key_thatAServerOnTheWayMayRewrite_isRefused(String spelled) {
    String answer = raw("PUT", spelled, "Content-Length: 0");

    assertEquals(400, RawHttp.status(answer), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
    assertTrue(client.get(entries.list()).json().getJsonArray("items").isEmpty());
  }

  @Test
  void key_whollyEscaped_isTheSameAsPlain() {
    assertEquals(201, client.put(entries.entry("order%3A2026%2F11%2F28"), "old").status());

    assertEquals(204, client.put(entries.entry("order:2026/11/28"), "new").status());
    assertEquals("new", client.get(entries.entry("order%3A2026%2F11%2F28")).text());
    assertEquals(
        200,
        client.get("/api/v1/caches/" + entries.cache() + "/ttl/order:2026%2f11%2f28").status());
  }

  /** Liberty's web container answers these before any code of ours; it tells nothing of us. */
  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "a%01b", "a%0Ab", "a%7Fb", "a%zzb", "a%", "%3Ba%2Fb", "..%3Ba"})
  void key_thatIsNoPathAtAll_isRefusedByTheContainer(String spelled) {
    String answer = raw("PUT", spelled, "Content-Length: 0");

    assertEquals(400, RawHttp.status(answer), answer);
    assertFalse(answer.contains("Exception"), answer);
    assertFalse(answer.contains("\tat "), answer);
    assertTrue(client.get(entries.list()).json().getJsonArray("items").isEmpty());
  }

  @Test
  void key_binaryInBase64url_isStoredAsItIs() {
    byte[] key = {0, (byte) 0xFF, '/', ';', '.', '\n', (byte) 0xC3};
    String path = entries.entry(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    Answer created = client.put(path + "?keyEncoding=base64url", "binary");

    assertEquals(201, created.status());
    assertEquals(path + "?keyEncoding=base64url", created.header("Location"));
    assertEquals("binary", client.get(created.header("Location")).text());
    JsonObject item = client.get(entries.list()).json().getJsonArray("items").getJsonObject(0);
    assertEquals("base64url", item.getString("keyEncoding"));
    assertEquals(204, client.delete(created.header("Location")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "%%%, base64url",
    "a*b, base64url",
    "a/b, base64url",
    "AAAA, base64",
    "AAAA, hex",
    "AAAA, ''"
  })
  void keyEncoding_thatCannotBeRead_isRefused(String key, String encoding) {
    String answer = raw("GET", key + "?keyEncoding=" + encoding);

    assertEquals(400, RawHttp.status(answer), answer);
  }

  @Test
  void key_upToItsLongest_isTaken() {
    assertEquals(201, client.put(entries.entry("k".repeat(512)), "x").status());
    assertEquals(400, client.put(entries.entry("k".repeat(513)), "x").status());
    assertEquals(400, client.put(entries.entry("%E2%82%AC".repeat(171)), "x").status());
  }

  private String raw(String method, String spelled, String... fields) {
    return RawHttp.send(Target.base(), method, entries.entry(spelled), fields);
  }

  private static String base64(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
