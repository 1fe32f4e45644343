package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {
  private final UnknownSettings settings =
      new UnknownSettings(List.of("vedette.redis.sentinels", "vedette.redis.master-name"));

  private List<String> among(String... names) {
    return settings.among(Stream.of(names));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vedette.redis.sentinels",
        "VEDETTE_REDIS_SENTINELS",
        "vedette.redis.master-name",
        "VEDETTE_REDIS_MASTER_NAME",
        "VEDETTE_SERVICE_HOST",
        "VEDETTE_SERVICE_PORT",
        "VEDETTE_SERVICE_PORT_HTTP",
        "VEDETTE_PORT",
        "VEDETTE_PORT_9080_TCP_ADDR",
        "vedettes",
        "VEDETTE",
        "java.home",
        "PATH",
        "mp.openapi.scan.disable",
      })
  void among_knownOrNotOurs_isSilent(String name) {
    assertEquals(List.of(), among(name));
  }

  @Test
  void among_mistypedProperty_namesTheNearestProperty() {
    assertEquals(
        List.of(
            "unknown setting 'vedette.redis.sentinel': did you mean 'vedette.redis.sentinels'?"),
        among("vedette.redis.sentinel"));
  }

  @Test
  void among_mistypedVariable_namesTheNearestVariable() {
    assertEquals(
        List.of(
            "unknown setting 'VEDETTE_REDIS_MASTERNAME': did you mean 'VEDETTE_REDIS_MASTER_NAME'?"),
        among("VEDETTE_REDIS_MASTERNAME"));
  }

  @Test
  void among_nothingNear_namesAll() {
    assertEquals(
        List.of(
            "unknown setting 'vedette.x': known: vedette.redis.master-name,"
                + " vedette.redis.sentinels"),
        among("vedette.x"));
  }

  @Test
  void among_severalAndTwice_reportsEachOnceInOrder() {
    assertEquals(
        List.of(
            "unknown setting 'vedette.redis.master': did you mean 'vedette.redis.master-name'?",
            "unknown setting 'vedette.redis.sentinals': did you mean 'vedette.redis.sentinels'?"),
        among("vedette.redis.sentinals", "vedette.redis.master", "vedette.redis.sentinals"));
  }

  @Test
  void among_guessOfAVariable_isTheVariable() {
    String guess = "vedette.redis.master.name";
    assertEquals(List.of(), among("VEDETTE_REDIS_MASTER_NAME", guess));
    assertEquals(
        List.of("unknown setting '" + guess + "': did you mean 'vedette.redis.master-name'?"),
        among(guess));
    assertEquals(
        List.of(
            "unknown setting 'VEDETTE_REDIS_MASTERNAME': did you mean 'VEDETTE_REDIS_MASTER_NAME'?"),
        among("VEDETTE_REDIS_MASTERNAME", "vedette.redis.mastername"));
  }
}
