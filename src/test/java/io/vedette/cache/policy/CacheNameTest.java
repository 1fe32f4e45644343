package io.vedette.cache.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.InputError;
import io.vedette.http.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheNameTest {
  private static final String LONGEST = "a".repeat(64);

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "news", "a.b", "a_b", "a-b", "0.-_"})
  void of_aName_isKept(String text) {
    assertEquals(text, new CacheName(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".a", "-a", "_a", "A", "aB", "a b", "a/b", "a:b", "a}b", "é", "a\n", "a%62"})
  void of_anythingElse_isRefused(String text) {
    assertFalse(CacheName.isName(text));
    Refusals.malformed(
        InputError.parameter(
            "cache", "the name of a cache is [a-z0-9][a-z0-9._-]{0,63}, lower case only"),
        () -> new CacheName(text));
  }

  @Test
  void isName_byLength_endsAt64() {
    assertTrue(CacheName.isName(LONGEST));
    assertFalse(CacheName.isName(LONGEST + "a"));
  }
}
