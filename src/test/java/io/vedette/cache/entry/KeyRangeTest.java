package io.vedette.cache.entry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRangeTest {
  private static String range(String prefix, Optional<String> after) {
    KeyRange range = KeyRange.of(bytes(prefix), after.map(key -> new EntryKey(bytes(key))));
    return new String(range.lower(), ISO_8859_1) + " " + new String(range.upper(), ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', - +",
    "a, [a (b",
    "user/, [user/ (user0",
    "aÿ, [aÿ (b",
    "aÿÿ, [aÿÿ (b",
    "ÿ, [ÿ +",
    "ÿÿ, [ÿÿ +",
    "\u007F, [\u007F (\u0080",
  })
  void of_aPrefix_endsBeforeItsSuccessor(String prefix, String expected) {
    assertEquals(expected, range(prefix, Optional.empty()));
  }

  @Test
  void of_aPrefixAndAKey_beginsBehindTheKey() {
    assertEquals("(user/7 (user0", range("user/", Optional.of("user/7")));
    assertEquals("(user/7 +", range("", Optional.of("user/7")));
  }
}
