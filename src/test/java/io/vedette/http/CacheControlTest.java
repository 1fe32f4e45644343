package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {
  private static Duration of(String control) {
    return CacheControl.of(List.of(control)).maxStale();
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
    assertTrue(of("max-stale").toDays() > 20_000);
  }

  @Test
  void maxStale_withoutTheField_isNone() {
    assertEquals(Duration.ZERO, CacheControl.of(FakeRequest.of("GET", "/").request()).maxStale());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60|60",
        "Max-Age=60, max-age=1|60",
        "max-age=\"60\"|60",
        "max-age|0",
        "max-age=x|0",
        "max-age=1.5|0",
        "max-age = 60|0",
        "max-age=99999999999999|2147483648",
        "private=\"max-age=5\", max-age=60|60"
      })
  void seconds_ofADirective_areTheFirstOnes(String control, long seconds) {
    assertEquals(
        Optional.of(Duration.ofSeconds(seconds)),
        CacheControl.of(List.of(control)).seconds("max-age"));
  }

  @Test
  void directives_inSeveralLinesAndWithoutSense_areRead() {
    CacheControl control = CacheControl.of(List.of("no-cache,,", " ;x \"", "only-if-cached"));

    assertTrue(control.has("no-cache"));
    assertTrue(control.has("only-if-cached"));
    assertEquals(Optional.empty(), control.seconds("max-age"));
  }
}
