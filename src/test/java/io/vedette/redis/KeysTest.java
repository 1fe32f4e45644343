package io.vedette.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class KeysTest {
  private final Keys keys = new Keys("vedette");

  private static String text(byte[] key) {
    return new String(key, ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  void keys_ofACache_haveTheDocumentedShapes() {
    assertAll(
        () -> assertEquals("vedette:1:{cache:news}:", text(keys.root("news"))),
        () ->
            assertEquals(
                "vedette:1:{cache:news}:entry:a/b", text(keys.entry("news", bytes("a/b")))),
        () ->
            assertEquals(
                "vedette:1:{cache:news}:lease:a/b", text(keys.lease("news", bytes("a/b")))),
        () -> assertEquals("vedette:1:{cache:news}:index", text(keys.index("news"))),
        () ->
            assertEquals(
                "vedette:1:{cache:news}:operation:42", text(keys.operation("news", "42"))));
  }

  @Test
  void keys_ofPolicies_haveTheDocumentedShapes() {
    assertAll(
        () -> assertEquals("vedette:1:{policies}:all", text(keys.policies())),
        () -> assertEquals("vedette:1:{policies}:version", text(keys.policiesVersion())),
        () -> assertEquals("vedette:1:{policies}:operation:42", text(keys.policyOperation("42"))));
  }

  @Test
  void keys_ofNoCache_haveTheDocumentedShapes() {
    assertAll(
        () -> assertEquals("vedette:1:{idempotency:42}", text(keys.claim("42"))),
        () -> assertEquals("vedette:1:{sessions}:", text(keys.sessions())),
        () -> assertEquals("vedette:1:{sessions}:operation:42", text(keys.sessionOperation("42"))),
        () -> assertEquals("vedette:1:mark", text(keys.mark())),
        () ->
            assertEquals(
                "vedette:1:{rates}:rate:cache:read:token:shop",
                text(keys.rate("token:shop", "cache:read"))),
        () -> assertEquals("vedette:1:{rates}:operation:42", text(keys.rateOperation("42"))));
  }

  @Test
  void indexPattern_ofAPrefixWithSpecialCharacters_takesThemAsTheyAre() {
    assertEquals("a\\*\\[b:1:{cache:*}:index", text(new Keys("a*[b").indexPattern()));
  }

  @Test
  void cacheOfIndex_onlyOfAnIndex_isItsCache() {
    assertEquals(Optional.of("news"), keys.cacheOfIndex(keys.index("news")));
    assertEquals(Optional.empty(), keys.cacheOfIndex(keys.root("news")));
    assertEquals(Optional.empty(), keys.cacheOfIndex(new Keys("blue").index("news")));
  }

  @Test
  void entry_anyBytes_followItsPrefixUnchanged() {
    byte[] key = new byte[256];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }

    assertArrayEquals(bytes("vedette:1:{cache:news}:entry:" + text(key)), keys.entry("news", key));
  }

  @Test
  void keys_ofAnotherPrefix_areOthers() {
    assertEquals("blue:1:{cache:news}:index", text(new Keys("blue").index("news")));
  }
}
