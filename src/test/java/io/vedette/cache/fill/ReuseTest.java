package io.vedette.cache.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.policy.Capacity;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.policy.TestPolicies;
import io.vedette.http.CacheControl;
import io.vedette.redis.Durability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReuseTest {
  private static final Policy POLICY =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofDays(1),
          Optional.empty(),
          1024,
          false,
          false,
          false,
          Optional.empty(),
          Durability.NONE,
          Capacity.UNLIMITED,
          TestPolicies.FILLED_FROM_MAIN);

  /** Generated 10 s before it was loaded, 20 s ago. */
  private static CachedEntry stored(
      Optional<Duration> left, Optional<Duration> stale, boolean strict) {
    ResponseMetadata response =
        new ResponseMetadata(
            200,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(6),
            strict,
            Duration.ZERO,
            Map.of(),
            Map.of());
    Entry entry =
        new Entry(
            "a",
            "text/plain",
            Instant.EPOCH,
            Instant.EPOCH,
            left,
            left,
            Optional.empty(),
            Groups.NONE,
            stale,
            0,
            new byte[0]);
    return new CachedEntry("", entry, Duration.ofSeconds(20), Optional.of(response));
  }

  private static Reuse of(CachedEntry stored, String control) {
    return Reuse.of(stored, CacheControl.of(List.of(control)), POLICY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|FRESH",
        "no-cache|REFUSED",
        "max-age=30|FRESH",
        "max-age=29|REFUSED",
        "min-fresh=30|FRESH",
        "min-fresh=31|REFUSED",
        "max-stale|FRESH",
        "only-if-cached|FRESH"
      })
  void ofAFreshValue_theRequestDecides(String control, Reuse reuse) {
    CachedEntry fresh = stored(Optional.of(Duration.ofSeconds(30)), Optional.empty(), false);

    assertEquals(reuse, of(fresh, control == null ? "" : control));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5||WHILE_REVALIDATING",
        "6||EXPIRED",
        "6|max-stale|STALE",
        "6|max-stale=6|STALE",
        "6|max-stale=5|EXPIRED",
        "5|no-cache|EXPIRED",
        "5|min-fresh=1|EXPIRED",
        "5|max-age=29, max-stale|EXPIRED"
      })
  void ofAStaleValue_theRequestAndTheOriginDecide(int stale, String control, Reuse reuse) {
    CachedEntry old = stored(Optional.empty(), Optional.of(Duration.ofSeconds(stale)), false);

    assertEquals(reuse, of(old, control == null ? "" : control));
  }

  @Test
  void ofAStaleValue_thatMayNotBeUsedSo_theOriginIsAsked() {
    CachedEntry strict = stored(Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);

    assertEquals(Reuse.EXPIRED, of(strict, "max-stale"));
  }
}
