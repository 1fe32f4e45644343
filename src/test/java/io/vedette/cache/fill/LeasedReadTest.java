package io.vedette.cache.fill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.entry.ReadMode;
import io.vedette.cache.fill.FillLeases.State;
import io.vedette.http.FakeRequest;
import io.vedette.idempotency.Tags;
import io.vedette.near.NearCopies;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptedRedis;
import io.vedette.thread.Hops;
import io.vedette.thread.Waiting;
import io.vedette.traffic.GracefulStop;
import io.vedette.traffic.TestTraffic;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long somebody waits for another's entry while Redis is slow. */
@Timeout(60)
class LeasedReadTest {
  /** What each call takes by the clock of who waits. */
  private static final Duration CALL = Duration.ofMillis(800);

  private final Hops hops = new Hops(Runnable::run);
  private final GracefulStop stop = TestTraffic.stop();
  private final AtomicInteger calls = new AtomicInteger();
  private String state = "taken";

  private CompletableFuture<List<Object>> answer(String label) {
    calls.incrementAndGet();
    List<Object> reply =
        label.equals("fill-lease")
            ? List.of(state.getBytes(US_ASCII), 5_000L)
            : Collections.nCopies(20, null);
    return CompletableFuture.completedFuture(reply);
  }

  private Duration elapsed() {
    return CALL.multipliedBy(calls.get());
  }

  private FillLeases.Answer read(Duration wait) throws Exception {
    Redis redis = ScriptedRedis.answering(this::answer, hops);
    CacheKeys keys = new CacheKeys(ScriptedRedis.space());
    NearEntries near = new NearEntries(new NearCopies<>(1, System::nanoTime), () -> false);
    EntryRequest request =
        EntryRequest.of(
            "news", "entries", FakeRequest.of("GET", "/api/v1/caches/news/entries/a").request());
    EntryStore.Wanted wanted =
        new EntryStore.Wanted(ReadMode.VALUE, request.conditions(), Duration.ZERO, Duration.ZERO);
    return new LeasedRead(
            new EntryStore(redis, keys, near),
            new FillLeases(redis, keys, new Tags(() -> 1L)),
            new Waiting(hops, stop, () -> elapsed().toNanos(), () -> 0L),
            request,
            wanted,
            Duration.ofSeconds(10))
        .run(wait)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .lease()
        .orElseThrow();
  }

  @Test
  void wait_withASlowRedis_lastsAsLongAsWasSaid() throws Exception {
    assertEquals(State.TAKEN, read(Duration.ofSeconds(30)).state());

    assertTrue(elapsed().compareTo(Duration.ofSeconds(30)) >= 0, elapsed()::toString);
    assertTrue(elapsed().compareTo(Duration.ofSeconds(33)) < 0, elapsed()::toString);
  }

  @Test
  void wait_whileTheServerStops_ends() throws Exception {
    TestTraffic.drain(stop);

    assertEquals(State.TAKEN, read(Duration.ofSeconds(30)).state());
    assertEquals(3, calls.get());
  }

  @Test
  void noWait_whenAnotherHasJustFilledIt_looksOnceMoreAndNotForEver() throws Exception {
    state = "present";

    assertEquals(State.PRESENT, read(Duration.ZERO).state());
    assertEquals(4, calls.get());
  }
}
