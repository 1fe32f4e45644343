package io.vedette.cache.policy;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import io.vedette.redis.Durability;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheConfigTest {
  private static final String RANGE =
      "is not a duration from PT1S to PT87600H; give whole seconds (90) or ISO 8601 (PT1M30S)";

  private static final int NEAR_BYTES = 32 * 1024 * 1024;

  private static final Policy DEFAULT =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofDays(30),
          Optional.empty(),
          8 * 1024 * 1024,
          false,
          false,
          false,
          Optional.empty(),
          Durability.NONE,
          Capacity.UNLIMITED,
          TestPolicies.FILLED_BY_CLIENTS);

  private static CacheConfig from(Map<String, String> values) {
    return CacheConfig.from(TestSettings.with(values));
  }

  private static String refusal(Map<String, String> values) {
    return String.valueOf(assertThrows(SettingError.class, () -> from(values)).getMessage());
  }

  private static Map<String, String> policy(String root) {
    return Map.ofEntries(
        entry("vedette.origins", "main"),
        entry(root + "ttl", "60"),
        entry(root + "max-ttl", "PT1H"),
        entry(root + "idle", "30"),
        entry(root + "max-bytes", "1024"),
        entry(root + "max-entries", "1000000000000000"),
        entry(root + "max-total-bytes", "5000000000"),
        entry(root + "public", "true"),
        entry(root + "immortal", "true"),
        entry(root + "conditional", "true"),
        entry(root + "near", "2"),
        entry(root + "durability", "replicated"),
        entry(root + "origin", "main"),
        entry(root + "jitter", "0"),
        entry(root + "override-origin", "true"));
  }

  private static final Policy OTHER =
      new Policy(
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Optional.of(Duration.ofSeconds(30)),
          1024,
          true,
          true,
          true,
          Optional.of(Duration.ofSeconds(2)),
          Durability.REPLICATED,
          new Capacity(OptionalLong.of(1_000_000_000_000_000L), OptionalLong.of(5_000_000_000L)),
          new ReadThroughPolicy(
              Optional.of("main"), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), 0, true));

  @Test
  void from_nothingGiven_hasTheDefaults() {
    assertEquals(new CacheConfig(DEFAULT, Map.of(), NEAR_BYTES), from(Map.of()));
  }

  @Test
  void from_everyCommonKeyGiven_isMappedToItsPlace() {
    assertEquals(new CacheConfig(OTHER, Map.of(), NEAR_BYTES), from(policy("vedette.cache.")));
  }

  @Test
  void from_everyKeyOfACacheGiven_isMappedToItsPlace() {
    var values = new HashMap<>(policy("vedette.caches.news."));
    values.put("vedette.caches", "news");

    assertEquals(
        new CacheConfig(DEFAULT, Map.of(new CacheName("news"), OTHER), NEAR_BYTES), from(values));
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
            "vedette.caches.a.b.max-entries",
            "vedette.caches.a.b.max-total-bytes",
            "vedette.caches.a.b.public",
            "vedette.caches.a.b.immortal",
            "vedette.caches.a.b.conditional",
            "vedette.caches.a.b.near",
            "vedette.caches.a.b.durability",
            "vedette.caches.a.b.origin",
            "vedette.caches.a.b.stale-while-revalidate",
            "vedette.caches.a.b.stale-if-error",
            "vedette.caches.a.b.negative-ttl",
            "vedette.caches.a.b.jitter",
            "vedette.caches.a.b.override-origin"),
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
          vedette.cache.max-entries | 0        | '0' is not a whole number from 1 to 1000000000000000
          vedette.cache.max-entries | many     | 'many' is not a whole number from 1 to 1000000000000000
          vedette.cache.max-total-bytes | -1   | '-1' is not a whole number from 1 to 1000000000000000
          vedette.cache.public      | yes      | 'yes' is neither true nor false
          vedette.cache.immortal    | 1        | '1' is neither true nor false
          vedette.cache.conditional | TRUE     | 'TRUE' is neither true nor false
          vedette.cache.durability  | fsync    | 'fsync' is not none, replicated or persisted
          vedette.cache.origin      | main     | 'main' is not in vedette.origins
          vedette.caches.news.origin | main    | 'main' is not in vedette.origins
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
