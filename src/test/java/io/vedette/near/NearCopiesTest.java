package io.vedette.near;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.near.NearCopies.ReadStamp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearCopiesTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration USEFUL = Duration.ofSeconds(10);
  private static final CopyKey KEY = key("news", "a");

  private final AtomicLong nanos = new AtomicLong();
  private final NearCopies<String> copies = new NearCopies<>(1000, nanos::get);

  private static CopyKey key(String cache, String key) {
    return new CopyKey(cache, key.getBytes(UTF_8));
  }

  private void keep(CopyKey key, String value) {
    copies.keep(key, copies.now(key), value, 100, USEFUL);
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Optional<String> recent(CopyKey key) {
    return copies.recent(key, LIMIT).map(NearCopies.Aged::value);
  }

  private Optional<String> last(CopyKey key) {
    return copies.last(key).map(NearCopies.Aged::value);
  }

  @Test
  void recent_afterKeep_isTheCopyOfThatKey() {
    keep(KEY, "value");

    assertEquals(Optional.of("value"), recent(key("news", "a")));
    assertEquals(Optional.empty(), recent(key("news", "b")));
    assertEquals(Optional.empty(), recent(key("other", "a")));
  }

  @Test
  void recent_ageCountsFromBeforeItWasRead() {
    ReadStamp stamp = copies.now(KEY);
    passes(Duration.ofMillis(400));
    copies.keep(KEY, stamp, "value", 100, USEFUL);
    passes(Duration.ofMillis(600));

    assertEquals(Optional.of(LIMIT), copies.recent(KEY, LIMIT).map(NearCopies.Aged::age));

    passes(Duration.ofNanos(1));
    assertEquals(Optional.empty(), recent(KEY));
    assertEquals(Optional.of("value"), last(KEY));
  }

  @Test
  void last_whenOfNoUseAnyMore_isGone() {
    keep(KEY, "value");
    passes(USEFUL.plusSeconds(2));

    assertEquals(Optional.empty(), last(KEY));
  }

  @Test
  void drop_beforeItIsKept_keepsNothing() {
    ReadStamp stamp = copies.now(KEY);
    copies.drop(KEY);
    copies.keep(KEY, stamp, "old", 100, USEFUL);

    assertEquals(Optional.empty(), last(KEY));
  }

  @Test
  void drop_afterItIsKept_dropsThatCopyAlone() {
    CopyKey other = key("news", "b");
    keep(KEY, "value");
    keep(other, "other");
    copies.drop(KEY);

    assertEquals(Optional.empty(), last(KEY));
    assertEquals(Optional.of("other"), recent(other));
  }

  @Test
  void drop_ofACache_dropsItsCopiesAndThoseUnderWay() {
    CopyKey elsewhere = key("other", "a");
    keep(KEY, "value");
    keep(elsewhere, "other");
    ReadStamp stamp = copies.now(key("news", "b"));
    copies.drop("news");
    copies.keep(key("news", "b"), stamp, "old", 100, USEFUL);

    assertEquals(Optional.empty(), last(KEY));
    assertEquals(Optional.empty(), last(key("news", "b")));
    assertEquals(Optional.of("other"), recent(elsewhere));

    keep(KEY, "new");
    assertEquals(Optional.of("new"), recent(KEY));
  }

  @Test
  void forget_leavesCopiesThatAreBeingRead() {
    keep(KEY, "value");
    ReadStamp stamp = copies.now(KEY);
    copies.forget(KEY);
    assertEquals(Optional.empty(), last(KEY));

    copies.keep(KEY, stamp, "read meanwhile", 100, USEFUL);
    assertEquals(Optional.of("read meanwhile"), recent(KEY));
  }

  @Test
  void interrupted_leavesOnlyTheLast() {
    keep(KEY, "value");
    ReadStamp stamp = copies.now(key("news", "b"));
    copies.interrupted();
    copies.keep(key("news", "b"), stamp, "old", 100, USEFUL);

    assertEquals(Optional.empty(), recent(KEY));
    assertEquals(Optional.of("value"), last(KEY));
    assertEquals(Optional.empty(), last(key("news", "b")));
  }

  @Test
  void keep_beyondTheBytes_keepsAsMuchAsFits() {
    for (int i = 0; i < 100; i++) {
      keep(key("news", "k" + i), "value");
    }

    long kept = IntStream.range(0, 100).filter(i -> last(key("news", "k" + i)).isPresent()).count();
    assertEquals(10, kept);
  }

  @Test
  void keep_largerThanAll_isNotKept() {
    copies.keep(KEY, copies.now(KEY), "value", 1001, USEFUL);

    assertEquals(Optional.empty(), last(KEY));
  }

  /** Readers keep what they saw while a writer changes it: none may find what a drop has ended. */
  @Test
  void drop_amongManyReaders_isNeverUndone() throws InterruptedException {
    AtomicLong current = new AtomicLong();
    NearCopies<Long> numbers = new NearCopies<>(100_000, System::nanoTime);
    Thread[] readers = new Thread[2];
    for (int i = 0; i < readers.length; i++) {
      readers[i] =
          new Thread(
              () -> {
                while (current.get() < 20_000) {
                  ReadStamp stamp = numbers.now(KEY);
                  long seen = current.get();
                  numbers.keep(KEY, stamp, seen, 8, USEFUL);
                }
              });
      readers[i].start();
    }
    long stale = 0;
    for (long change = 1; change <= 20_000; change++) {
      current.set(change);
      numbers.drop(KEY);
      long before = change;
      stale += numbers.last(KEY).filter(found -> found.value() < before).isPresent() ? 1 : 0;
    }
    for (Thread reader : readers) {
      reader.join();
    }

    assertEquals(0, stale);
  }
}
