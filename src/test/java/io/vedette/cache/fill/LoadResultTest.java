package io.vedette.cache.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.fill.LoadResult.Audience;
import io.vedette.cache.fill.LoadResult.Next;
import io.vedette.cache.fill.LoadResult.Refusal;
import io.vedette.cache.fill.LoadResult.Value;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.failure.Failure;
import io.vedette.http.Conditions;
import io.vedette.metrics.FakeRegistry;
import io.vedette.origin.OriginProblems;
import io.vedette.traffic.TestTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the room's document. */
class LoadResultTest {
  private static final Map<String, String> FRENCH = Map.of("accept-language", "fr");
  private final Failure why = Failure.of(OriginProblems.BAD_ORIGIN_ANSWER, "for a test");

  /** French. */
  private static CachedEntry entry(int sent) {
    ResponseMetadata response =
        new ResponseMetadata(
            200,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            false,
            Duration.ZERO,
            FRENCH,
            Map.of());
    Entry entry =
        new Entry(
            "tag",
            "a/b",
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Groups.NONE,
            Optional.empty(),
            2,
            new byte[sent]);
    return new CachedEntry("", entry, Duration.ZERO, Optional.of(response));
  }

  private static Wanted wanted(boolean value) {
    return new Wanted(
        value,
        Conditions.NONE,
        Duration.ZERO,
        TestTraffic.traffic(10, 1_000, new FakeRegistry()).aside());
  }

  private static Next next(LoadResult result, boolean collapsed, String language) {
    return result.next(collapsed, Map.of("accept-language", language), wanted(true));
  }

  @ParameterizedTest
  @CsvSource({
    "EVERYBODY, false, fr, TAKE",
    "EVERYBODY, true,  fr, TAKE",
    "EVERYBODY, true,  de, LOOK_AGAIN",
    "OUTDATED,  false, fr, TAKE",
    "OUTDATED,  true,  fr, LOOK_AGAIN",
    "PRIVATE,   false, fr, TAKE",
    "PRIVATE,   true,  fr, LOAD_ALONE",
    "PRIVATE,   true,  de, LOOK_AGAIN",
  })
  void value(Audience audience, boolean collapsed, String language, Next next) {
    assertEquals(next, next(Value.passed(entry(2), 200, audience), collapsed, language));
  }

  @ParameterizedTest
  @CsvSource({
    "EVERYBODY, false, TAKE",
    "EVERYBODY, true,  TAKE",
    "PRIVATE,   false, TAKE",
    "PRIVATE,   true,  LOAD_ALONE",
  })
  void refusal(Audience audience, boolean collapsed, Next next) {
    assertEquals(next, next(new Refusal(why, 500, audience), collapsed, "de"));
  }

  @Test
  void changed_makesEverybodyLookAgain() {
    assertEquals(Next.LOOK_AGAIN, next(new LoadResult.Changed(), false, "fr"));
    assertEquals(Next.LOOK_AGAIN, next(new LoadResult.Changed(), true, "fr"));
  }

  /** Its first reader had it, and the origin has only confirmed it. */
  @Test
  void value_thatWasNotFetched_isOfNoUseToWhoWantsIt() {
    Value confirmed = Value.stored(entry(0), 304);

    assertEquals(Next.LOOK_AGAIN, next(confirmed, true, "fr"));
    assertEquals(Next.TAKE, confirmed.next(true, FRENCH, wanted(false)));
  }

  @Test
  void value_ofAnotherServer_isFound() {
    assertEquals(true, Value.found(entry(2)).isFound());
    assertEquals(false, Value.stored(entry(2), 200).isFound());
  }
}
