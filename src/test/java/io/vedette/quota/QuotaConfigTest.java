package io.vedette.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaConfigTest {
  private static QuotaConfig from(Map<String, String> values) {
    return QuotaConfig.from(TestSettings.with(values));
  }

  private static List<Rate> rates(String... texts) {
    return Stream.of(texts).map(text -> Rate.parse(text).orElseThrow()).toList();
  }

  @Test
  void from_nothing_limitsNoRates() {
    assertEquals(new QuotaConfig(new CallerLimits(List.of(), 500, 100), Map.of()), from(Map.of()));
  }

  @Test
  void from_everyCommonKey_isMappedToItsPlace() {
    assertEquals(
        new CallerLimits(rates("cache:read=10/60", "cache:read=5B/1"), 7, 0),
        from(Map.of(
                "vedette.caller.rate-limits", "cache:read=10/60, cache:read=5B/1",
                "vedette.caller.max-in-flight", "7",
                "vedette.caller.max-waits", "0"))
            .common());
  }

  @Test
  void from_oneAtATimeInAll_leavesOneToEach() {
    assertEquals(1, from(Map.of("vedette.max-in-flight", "1")).common().maxInFlight());
    assertEquals(2, from(Map.of("vedette.max-in-flight", "3")).common().maxInFlight());
  }

  @Test
  void of_aNamedCaller_takesWhatItHasNotFromTheCommonOnes() {
    QuotaConfig config =
        from(
            Map.of(
                "vedette.caller.rate-limits", "cache:read=10/60",
                "vedette.callers", "token:shop, jwt:ada",
                "vedette.callers.token:shop.rate-limits", "cache:read=20/60",
                "vedette.callers.jwt:ada.rate-limits", "none",
                "vedette.callers.jwt:ada.max-in-flight", "3"));

    assertEquals(rates("cache:read=20/60"), config.of("token:shop").rates());
    assertEquals(500, config.of("token:shop").maxInFlight());
    assertEquals(new CallerLimits(List.of(), 3, 100), config.of("jwt:ada"));
    assertEquals(config.common(), config.of("token:other"));
    assertEquals(List.of("cache:read", "cache:read"), config.rates().map(Rate::name).toList());
  }

  @Test
  void furtherKeys_ofNamedCallers_areAllTheirLimits() {
    assertEquals(
        List.of(
            "vedette.callers.token:a.b.rate-limits",
            "vedette.callers.token:a.b.max-in-flight",
            "vedette.callers.token:a.b.max-waits"),
        from(Map.of("vedette.callers", "token:a.b")).furtherKeys().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vedette.caller.rate-limits   | 1000/60            | '1000/60' is not scope=requests/seconds or scope=bytesB/seconds: cache:read=1000/60, cache:write=10000000B/60; or give none
          vedette.caller.rate-limits   | none,cache:read=1/1 | 'none' is not scope=requests/seconds or scope=bytesB/seconds: cache:read=1000/60, cache:write=10000000B/60; or give none
          vedette.caller.rate-limits   | admin=1/1,admin=2/1 | limits admin twice; give one for requests, one for bytes
          vedette.caller.max-in-flight | 0                  | '0' is not a whole number from 1 to 1000000
          vedette.caller.max-waits     | -1                 | '-1' is not a whole number from 0 to 1000000
          vedette.callers              | shop               | 'shop' is not a caller; give token:ID, jwt:NAME or anybody
          """)
  void from_aWrongValue_isRefusedByName(String key, String value, String allowed) {
    SettingError refused = assertThrows(SettingError.class, () -> from(Map.of(key, value)));

    assertEquals(key + ": " + allowed, refused.getMessage());
  }

  @Test
  void from_aWrongValueOfANamedCaller_isRefusedByItsOwnName() {
    var values = new HashMap<>(Map.of("vedette.callers", "token:shop"));
    values.put("vedette.callers.token:shop.rate-limits", "x");

    SettingError refused = assertThrows(SettingError.class, () -> from(values));
    assertEquals(
        "vedette.callers.token:shop.rate-limits",
        String.valueOf(refused.getMessage()).split(": ", 2)[0]);
  }
}
