package io.vedette.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import io.vedette.redis.Durability;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionConfigTest {
  static final SessionConfig DEFAULTS = SessionConfig.from(TestSettings.with(Map.of()));

  @Test
  void from_nothing_isWhatIsPromised() {
    assertEquals(
        new SessionConfig(
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            Duration.ofDays(30),
            20,
            Optional.of(Duration.ofSeconds(10)),
            65_536,
            100,
            Durability.REPLICATED,
            Optional.empty()),
        DEFAULTS);
  }

  @Test
  void from_emptyGrace_isNone() {
    assertEquals(
        Optional.empty(),
        SessionConfig.from(TestSettings.with(Map.of("vedette.session.grace", ""))).grace());
  }

  @ParameterizedTest
  @CsvSource({
    "idle, PT13H",
    "idle, 0",
    "absolute, P31D",
    "max-absolute, P4000D",
    "slices, 0",
    "slices, 1001",
    "grace, PT6M",
    "max-bytes, 0",
    "max-per-subject, 1001",
    "durability, some",
    "local-grace, PT1H"
  })
  void from_aWrongValue_namesItsKey(String key, String value) {
    String name = "vedette.session." + key;
    SettingError error =
        assertThrows(
            SettingError.class, () -> SessionConfig.from(TestSettings.with(Map.of(name, value))));
    assertEquals(name, String.valueOf(error.getMessage()).split("[: ]", 2)[0]);
  }

  @Test
  void slice_isAPartOfTheLimit() {
    assertEquals(Duration.ofSeconds(90), DEFAULTS.slice(DEFAULTS.idle()));
  }
}
