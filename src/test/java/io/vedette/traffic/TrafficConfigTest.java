package io.vedette.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficConfigTest {
  private static TrafficConfig from(Map<String, String> values) {
    return TrafficConfig.from(TestSettings.with(values));
  }

  @Test
  void from_nothing_hasTheDefaults() {
    assertEquals(new TrafficConfig(false, Duration.ofSeconds(5), 1000), from(Map.of()));
  }

  @Test
  void from_allKeys_takesThem() {
    assertEquals(
        new TrafficConfig(true, Duration.ofMinutes(1), 7),
        from(
            Map.of(
                "vedette.stay-up", "true",
                "vedette.drain", "PT1M",
                "vedette.max-in-flight", "7")));
  }

  @ParameterizedTest
  @CsvSource({
    "vedette.drain, 0",
    "vedette.drain, PT5M1S",
    "vedette.drain, soon",
    "vedette.max-in-flight, 0",
    "vedette.max-in-flight, many",
    "vedette.stay-up, perhaps"
  })
  void from_aWrongValue_isRefusedByName(String key, String value) {
    SettingError refused = assertThrows(SettingError.class, () -> from(Map.of(key, value)));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(key + ": "), refused::toString);
  }
}
