package io.vedette.cache;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheConfigTest {
  private static final String RANGE =
      "is not a duration from PT1S to PT87600H; give whole seconds (90) or ISO 8601 (PT1M30S)";

  private static final Policy DEFAULT =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofDays(30),
          Optional.empty(),
          8 * 1024 * 1024,
          false,
          false,
          false);

  private static CacheConfig from(Map<String, String> values) {
    return CacheConfig.from(TestSettings.with(values));
  }

  private static String refusal(Map<String, String> values) {
    return String.valueOf(assertThrows(SettingError.class, () -> from(values)).getMessage());
  }

  private static Map<String, String> policy(String root) {
    return Map.of(
        root + "ttl", "60",
        root + "max-ttl", "PT1H",
        root + "idle", "30",
        root + "max-bytes", "1024",
        root + "public", "true",
        root + "immortal", "true",
        root + "conditional", "true");
  }

  private static final Policy OTHER =
      new Policy(
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Optional.of(Duration.ofSeconds(30)),
          1024,
          true,
          true,
          true);

  @Test
  void from_nothingGiven_hasTheDefaults() {
    assertEquals(new CacheConfig(DEFAULT, Map.of()), from(Map.of()));
  }

  @Test
  void from_everyCommonKeyGiven_isMappedToItsPlace() {
    assertEquals(new CacheConfig(OTHER, Map.of()), from(policy("vedette.cache.")));
  }

  @Test
  void from_everyKeyOfACacheGiven_isMappedToItsPlace() {
    var values = new HashMap<>(policy("vedette.caches.news."));
    values.put("vedette.caches", "news");

    assertEquals(new CacheConfig(DEFAULT, Map.of(new CacheName("news"), OTHER)), from(values));
  }

  @Test
  void policy_ofACacheThatIsNotNamed_isTheCommonOne() {
    CacheConfig config =
        from(
            Map.of(
                "vedette.caches", "news, carts",
                "vedette.caches.news.ttl", "60",
                "vedette.cache.idle", "45"));

    assertAll(
        () -> assertEquals(Duration.ofSeconds(60), config.policy(new CacheName("news")).ttl()),
        () -> assertEquals(config.common(), config.policy(new CacheName("carts"))),
        () -> assertEquals(config.common(), config.policy(new CacheName("other"))),
        () ->
            assertEquals(
                Optional.of(Duration.ofSeconds(45)), config.policy(new CacheName("news")).idle()));
  }

  /** Names that callers make up must not make up series. */
  @Test
  void label_ofACacheThatIsNotNamed_isOneForAll() {
    CacheConfig config = from(Map.of("vedette.caches", "news"));

    assertEquals("news", config.label(new CacheName("news")));
    assertEquals("other", config.label(new CacheName("made-up")));
  }

  @Test
  void furtherKeys_ofNamedCaches_areAllOfTheirPolicies() {
    assertEquals(
        List.of(
            "vedette.caches.a.b.ttl",
            "vedette.caches.a.b.max-ttl",
            "vedette.caches.a.b.idle",
            "vedette.caches.a.b.max-bytes",
            "vedette.caches.a.b.public",
            "vedette.caches.a.b.immortal",
            "vedette.caches.a.b.conditional"),
        from(Map.of("vedette.caches", "a.b")).furtherKeys().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vedette.cache.ttl         |          | is missing; give whole seconds (90) or ISO 8601 (PT1M30S)
          vedette.cache.ttl         | soon     | 'soon' {range}
          vedette.cache.ttl         | PT0.999S | 'PT0.999S' {range}
          vedette.cache.ttl         | 2592001  | is PT720H1S, longer than max-ttl, PT720H
          vedette.cache.max-ttl     | 0        | '0' {range}
          vedette.cache.max-ttl     | P3651D   | 'P3651D' {range}
          vedette.cache.max-ttl     | 299      | vedette.cache.ttl: is PT5M, longer than max-ttl, PT4M59S
          vedette.cache.idle        | never    | 'never' {range}
          vedette.cache.max-bytes   | 0        | '0' is not a whole number from 1 to 67108864
          vedette.cache.max-bytes   | 67108865 | '67108865' is not a whole number from 1 to 67108864
          vedette.cache.max-bytes   | 8M       | '8M' is not a whole number from 1 to 67108864
          vedette.cache.public      | yes      | 'yes' is neither true nor false
          vedette.cache.immortal    | 1        | '1' is neither true nor false
          vedette.cache.conditional | TRUE     | 'TRUE' is neither true nor false
          vedette.caches            | News     | 'News' is not the name of a cache
          vedette.caches            | a,b c    | 'b c' is not the name of a cache
          vedette.caches.news.ttl   | soon     | 'soon' {range}
          """)
  void from_aBadValue_isRefusedByName(String name, String value, String allowed) {
    var values = new HashMap<String, String>();
    values.put("vedette.caches", name.contains(".news.") ? "news" : "");
    values.put(name, value == null ? "" : value);
    String detail = allowed.replace("{range}", RANGE);

    assertEquals(detail.startsWith("vedette.") ? detail : name + ": " + detail, refusal(values));
  }
}
