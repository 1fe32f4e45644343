package io.vedette.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

  @ParameterizedTest
  @CsvSource({
    "cache:read,               news,          true",
    "cache:read:*,             news,          true",
    "cache:read:news,          news,          true",
    "cache:read:news,          news2,         false",
    "cache:read:news,          new,           false",
    "cache:read:catalog-*,     catalog-,      true",
    "cache:read:catalog-*,     catalog-eu,    true",
    "cache:read:catalog-*,     catalog,       false",
    "cache:read:*-eu,          catalog-eu,    true",
    "cache:read:*-eu,          eu,            false",
    "cache:read:a*b*c,         abc,           true",
    "cache:read:a*b*c,         a-b-b-c,       true",
    "cache:read:a*b*c,         a-c,           false",
    "cache:read:a*a,           a,             false",
    "cache:read:a**a,          aa,            true",
    "cache:read:*a*,           bab,           true",
    "cache:read:*ab*ba*,       aba,           false",
    "cache:read:a.c,           abc,           false",
  })
  void matches_asAPatternWithStars(String grant, String name, boolean expected) {
    assertEquals(expected, Grant.parse(grant).orElseThrow().matches(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cache",
        "cache:",
        "cache:delete",
        "cache:read:",
        "cache:readx",
        "CACHE:READ",
        "cache:read:News",
        "cache:read:a b",
        "cache:read:a:b",
        "admin:",
        " admin",
        "session:a/b"
      })
  void parse_ofWhatIsNoGrant_isNothing(String text) {
    assertTrue(Grant.parse(text).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Grants.parse(List.of("cache:read", text)));
  }

  @Test
  void parse_ofEveryScope_isThatScopeForAll() {
    for (Scope scope : Scope.values()) {
      assertEquals(new Grant(scope, Grant.ALL), Grant.parse(scope.text()).orElseThrow());
    }
  }

  @Test
  void grants_noneIncludesAnother() {
    for (Scope granted : Scope.values()) {
      Grants grants = Grants.parse(List.of(granted.text()));
      for (Scope asked : Scope.values()) {
        assertEquals(granted == asked, grants.allow(asked, "n"));
        assertEquals(granted == asked, grants.allowAll(asked));
        assertEquals(granted == asked, grants.allowSome(asked));
      }
    }
  }

  @Test
  void grants_limitedToNames_areNotForAll() {
    Grants grants = Grants.parse(List.of("admin:news-*", "admin:x"));
    assertFalse(grants.allowAll(Scope.ADMIN));
    assertTrue(grants.allowSome(Scope.ADMIN));
    assertTrue(grants.allow(Scope.ADMIN, "news-eu"));
    assertFalse(grants.allow(Scope.ADMIN, "news"));
  }
}
