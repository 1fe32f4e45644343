package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String A_MINUTE_AGO = "Tue, 24 Nov 2026 09:59:00 GMT";
  private static final String IN_A_MINUTE = "Tue, 24 Nov 2026 10:01:00 GMT";
  private static final Duration OTHERWISE = Duration.ofSeconds(7);

  private static OriginAnswer answer(Duration took, String... fields) {
    Map<String, List<String>> map = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.computeIfAbsent(fields[i], any -> new ArrayList<>()).add(fields[i + 1]);
    }
    return new OriginAnswer(200, HttpHeaders.of(map, (a, b) -> true), new byte[0], NOW, took);
  }

  private static Freshness of(String... fields) {
    return Freshness.of(answer(Duration.ZERO, fields), false, OTHERWISE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60|60",
        "s-maxage=10, max-age=60|10",
        "MAX-AGE=60|60",
        "max-age=\"60\"|60",
        "max-age=1, max-age=60|1",
        "max-age=99999999999999999999|2147483648",
        "max-age=00000000060|60",
        "max-age=soon|0",
        "max-age=-1|0",
        "max-age|0",
        "no-cache|0",
        "max-age=60, no-cache|0",
        "public|7"
      })
  void lifetime_isWhatCacheControlSays(String control, long seconds) {
    assertEquals(seconds, of("Cache-Control", control).lifetime().toSeconds());
  }

  @Test
  void lifetime_ofTwoExpires_isOver() {
    Freshness twice = of("Expires", IN_A_MINUTE, "Expires", IN_A_MINUTE);

    assertEquals(Duration.ZERO, twice.lifetime());
    assertTrue(twice.explicit());
  }

  @Test
  void cookies_areNoReasonNotToStore() {
    assertTrue(of("Set-Cookie", "a=b", "Cache-Control", "max-age=60").storable());
  }

  @Test
  void lifetime_withoutCacheControl_isTheDistanceOfExpiresAndDate() {
    assertEquals(
        Duration.ofMinutes(2), of("Date", A_MINUTE_AGO, "Expires", IN_A_MINUTE).lifetime());
    assertEquals(Duration.ofMinutes(1), of("Expires", IN_A_MINUTE).lifetime());
    assertEquals(Duration.ZERO, of("Expires", A_MINUTE_AGO).lifetime());
    assertEquals(Duration.ZERO, of("Expires", "0").lifetime());
    assertEquals(
        Duration.ofSeconds(5), of("Expires", IN_A_MINUTE, "Cache-Control", "max-age=5").lifetime());
  }

  @Test
  void lifetime_thatTheOriginDoesNotSay_isOurs() {
    assertEquals(OTHERWISE, of().lifetime());
    assertFalse(of().explicit());
    assertTrue(of("Expires", "0").explicit());
  }

  @Test
  void age_isTheLargerOfWhatItsFieldsSay() {
    assertEquals(Duration.ZERO, of().age());
    assertEquals(Duration.ofMinutes(1), of("Date", A_MINUTE_AGO).age());
    assertEquals(Duration.ofSeconds(90), of("Date", A_MINUTE_AGO, "Age", "90").age());
    assertEquals(Duration.ZERO, of("Date", IN_A_MINUTE).age());
    assertEquals(Duration.ZERO, of("Age", "old").age());
    assertEquals(
        Duration.ofSeconds(93),
        Freshness.of(answer(Duration.ofSeconds(3), "Age", "90, 5"), false, OTHERWISE).age());
  }

  @ParameterizedTest
  @CsvSource({
    "2147483648, 2147483648",
    "2147483649, 2147483648",
    "9999999999, 2147483648",
    "99999999999, 2147483648",
    "99999999999999999999999999, 2147483648",
    "00000000000000000000000007, 7",
    "-1, 0",
    "1.5, 0",
    "\u0663, 0"
  })
  void age_thatDoesNotFit_isTheLargest(String age, long seconds) {
    assertEquals(seconds, of("Age", age).age().toSeconds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no-store", "private", "private=\"Set-Cookie\", max-age=60", "public, no-store"})
  void storable_whatIsNotForSharing_isNot(String control) {
    assertFalse(of("Cache-Control", control).storable());
  }

  @Test
  void storable_isNothingThatVariesWithEverything() {
    assertTrue(of("Vary", "Accept").storable());
    assertFalse(of("Vary", "Accept, *").storable());
    assertTrue(of("Cache-Control", "no-store, must-understand").storable());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60|false",
        "public|true",
        "s-maxage=1|true",
        "must-revalidate, max-age=60|true"
      })
  void storable_answersToAuthorized_areOnlyWhenTheOriginSaysSo(String control, boolean stored) {
    OriginAnswer answer = answer(Duration.ZERO, "Cache-Control", control);

    assertEquals(stored, Freshness.of(answer, true, OTHERWISE).storable());
  }

  @ParameterizedTest
  @CsvSource({
    "max-age=60, false",
    "must-revalidate, true",
    "proxy-revalidate, true",
    "s-maxage=60, true",
    "no-cache, true"
  })
  void strict_isWhatMayNotBeUsedStale(String control, boolean strict) {
    assertEquals(strict, of("Cache-Control", control).strict());
  }

  @Test
  void staleness_isAsTheOriginSays() {
    Freshness said = of("Cache-Control", "stale-while-revalidate=5, stale-if-error=6");

    assertEquals(Optional.of(Duration.ofSeconds(5)), said.staleWhileRevalidate());
    assertEquals(Optional.of(Duration.ofSeconds(6)), said.staleIfError());
    assertEquals(Optional.empty(), of().staleIfError());
  }

  @Test
  void overridden_keepsOnlyWhatProtectsTheCaller() {
    String[] fields = {"Cache-Control", "no-store, max-age=1", "Age", "50"};
    Freshness freshness = Freshness.overridden(answer(Duration.ZERO, fields), false, OTHERWISE);

    assertTrue(freshness.storable());
    assertEquals(OTHERWISE, freshness.lifetime());
    assertEquals(Duration.ZERO, freshness.age());
    assertFalse(
        Freshness.overridden(answer(Duration.ZERO, "Cache-Control", "private"), false, OTHERWISE)
            .storable());
    assertFalse(Freshness.overridden(answer(Duration.ZERO), true, OTHERWISE).storable());
  }
}
