package io.vedette.cache.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.redis.KeySpace;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class CacheKeysTest {
  private final CacheKeys keys = of("vedette");

  private static CacheKeys of(String prefix) {
    return new CacheKeys(new KeySpace(prefix));
  }

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  @Test
  void keys_haveTheDocumentedShapes() {
    byte[] key = "a/b".getBytes(UTF_8);
    assertAll(
        () -> assertEquals("vedette:1:{cache:news}:", text(keys.root("news"))),
        () -> assertEquals("vedette:1:{cache:news}:entry:a/b", text(keys.entry("news", key))),
        () -> assertEquals("vedette:1:{cache:news}:lease:a/b", text(keys.lease("news", key))),
        () -> assertEquals("vedette:1:{cache:news}:counter:a/b", text(keys.counter("news", key))),
        () -> assertEquals("vedette:1:{cache:news}:index", text(keys.index("news"))),
        () -> assertEquals("vedette:1:{cache:news}:group:g", text(keys.group("news", "g"))),
        () -> assertEquals("vedette:1:{cache:news}:stats", text(keys.stats("news"))),
        () -> assertEquals("vedette:1:{cache:news}:copies", text(keys.copies("news"))),
        () ->
            assertEquals(
                "vedette:1:{cache:news}:operation:42", text(keys.operation("news", "42"))));
  }

  @Test
  void indexPattern_ofAPrefixWithSpecialCharacters_takesThemAsTheyAre() {
    assertEquals("a\\*\\[b:1:{cache:*}:index", text(of("a*[b").indexPattern()));
  }

  @Test
  void cacheOfIndex_onlyOfAnIndex_isItsCache() {
    assertEquals(Optional.of("news"), keys.cacheOfIndex(keys.index("news")));
    assertEquals(Optional.empty(), keys.cacheOfIndex(keys.root("news")));
    assertEquals(Optional.empty(), keys.cacheOfIndex(of("blue").index("news")));
  }
}
