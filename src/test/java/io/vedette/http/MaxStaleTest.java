package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxStaleTest {
  private static Duration of(String control) {
    return MaxStale.of(FakeRequest.of("GET", "/").with("Cache-Control", control).request());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-stale=12|12",
        "no-cache, MAX-STALE=\"7\" ,x|7",
        "no-cache|0",
        "x-max-stale=5|0",
        "max-stale=-1|0",
        "max-stale=1x|0"
      })
  void maxStale_isReadAmongTheDirectives(String control, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), of(control));
  }

  @Test
  void maxStale_withoutALimit_isAsGoodAsForEver() {
    assertTrue(of("max-stale").toDays() > 36_000);
  }

  @Test
  void maxStale_withoutTheField_isNone() {
    assertEquals(Duration.ZERO, MaxStale.of(FakeRequest.of("GET", "/").request()));
  }
}
