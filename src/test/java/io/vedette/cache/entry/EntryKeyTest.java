package io.vedette.cache.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vedette.failure.InputError;
import io.vedette.http.Refusals;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryKeyTest {
  private static final Optional<String> BASE64 = Optional.of("base64url");
  private static final String NOT_CARRIED =
      "the key has a part that paths do not carry unchanged (an empty or dot segment, a control"
          + " character); send it with ?keyEncoding=base64url";

  private static EntryKey plain(String tail) {
    return EntryKey.of(tail, Optional.empty());
  }

  private static void refused(String detail, String tail, Optional<String> encoding) {
    Refusals.malformed(InputError.parameter("key", detail), () -> EntryKey.of(tail, encoding));
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "user/42/profile, user/42/profile",
    "a%20b, a b",
    "a+b, a+b",
    "caf%C3%A9, café",
    "%F0%9F%98%80, 😀",
    "a.b, a.b",
    "..., ...",
    "a/.b, a/.b",
    "a/b., a/b.",
    "a/...b, a/...b",
    "%25, %",
    "%252F, %2F",
    "%2541, %41",
    "%41, A",
    "a%26b=c, a&b=c",
    "a=b&c, a=b&c",
    "%3Fa, ?a",
    "%23, #",
    "~!$'()*:@, ~!$'()*:@",
    "%E2%80%A6, …",
    "a%2Fb%2fc/d, a/b/c/d",
    "a%5Cb%5c, a\\b\\",
    "a%3Bb%3b, a;b;",
    "order%3A2026%2F11%2F28%2342, order:2026/11/28#42",
  })
  void of_aPath_isItsBytesDecodedOnce(String tail, String key) {
    assertArrayEquals(key.getBytes(UTF_8), plain(tail).bytes());
  }

  /** What servers and proxies may rewrite: two spellings of one key, or one of two. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "./a",
        "../a",
        "a/.",
        "a/..",
        "a/./b",
        "a/../b",
        "%2e",
        "%2E%2e",
        ".%2e",
        "a/%2E/b",
        "%2F",
        "%2Fa",
        "a%2f",
        "a%2F%2Fb",
        "a%2F/b",
        "a%2F..%2Fb",
        "a/%2E%2e%2fb",
        "a%2F.",
        "%00",
        "a%0Ab",
        "%0d",
        "%1F",
        "%1f",
        "%7F",
        "%7f",
      })
  void of_aPathThatIsRewritten_isRefused(String tail) {
    refused(NOT_CARRIED, tail, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%4", "%zz", "%C3", "%C3%28", "%FF", "%ED%A0%80"})
  void of_aPathThatIsNoUtf8_isRefused(String tail) {
    refused("the key is not percent-encoded UTF-8", tail, Optional.empty());
  }

  @Test
  void of_aPath_hasOneTo512Bytes() {
    assertEquals(512, plain("é".repeat(256)).bytes().length);
    refused("a key has 1 to 512 bytes", "é".repeat(256) + "a", Optional.empty());
    refused("a key has 1 to 512 bytes", "%41".repeat(513), Optional.empty());
    Refusals.malformed(
        InputError.parameter("key", "a key has 1 to 512 bytes"), () -> EntryKey.of("", BASE64));
  }

  @ParameterizedTest
  @CsvSource({"YQ, 61", "YQ==, 61", "AP8, 00ff", "-_8, fbff", "Li4, 2e2e", "Ly8, 2f2f"})
  void of_base64url_isAnyBytes(String tail, String hex) {
    assertArrayEquals(HexFormat.of().parseHex(hex), EntryKey.of(tail, BASE64).sent());
  }

  /** What has two zero bytes in Redis is one of ours. */
  @ParameterizedTest
  @CsvSource({"00, 0001", "6100, 610001", "610000ff, 61000100 01ff", "0001, 000101", "ff, ff"})
  void of_zeroBytes_noneIsFollowedByAnother(String sent, String stored) {
    byte[] bytes = HexFormat.of().parseHex(sent);
    String tail = Base64.getUrlEncoder().encodeToString(bytes);

    EntryKey key = EntryKey.of(tail, BASE64);
    EntryKey inJson = EntryKey.inJson(tail, true, "/key");

    assertEquals(stored.replace(" ", ""), HexFormat.of().formatHex(key.bytes()));
    assertArrayEquals(key.bytes(), inJson.bytes());
    assertArrayEquals(bytes, key.sent());
  }

  @Test
  void of_512ZeroBytes_isTaken() {
    String tail = Base64.getUrlEncoder().encodeToString(new byte[512]);

    assertEquals(512, EntryKey.of(tail, BASE64).sent().length);
    assertArrayEquals(new byte[] {'a', 0, 1}, EntryKey.prefix("a\0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Y", "+/8", "YQ/YQ", "YQ%3D%3D", "Y Q", "YQ=", "é"})
  void of_whatIsNotBase64url_isRefused(String tail) {
    refused("the key is not base64url (RFC 4648, section 5)", tail, BASE64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "base64", "BASE64URL", "hex"})
  void of_anotherEncoding_isRefused(String encoding) {
    Refusals.malformed(
        InputError.parameter("keyEncoding", "the only key encoding is 'base64url'"),
        () -> EntryKey.of("YQ", Optional.of(encoding)));
  }

  @Test
  void base64_anyBytes_isReadBack() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    EntryKey key = EntryKey.of(Base64.getUrlEncoder().encodeToString(bytes), BASE64);

    assertArrayEquals(bytes, EntryKey.of(key.base64(), BASE64).sent());
    assertFalse(key.base64().contains("="));
  }

  @ParameterizedTest
  @CsvSource({
    "61, true",
    "c3a9, true",
    "20, true",
    "2f, true",
    "00, false",
    "0a, false",
    "7f, false",
    "c285, false",
    "ff, false",
    "c3, false",
  })
  void isText_controlCharactersAndBinary_areNot(String hex, boolean text) {
    assertEquals(text, new EntryKey(HexFormat.of().parseHex(hex)).isText());
  }
}
