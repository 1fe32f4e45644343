package io.vedette.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;

/**
 * Copies of what stands in Redis, bounded by bytes. Which are kept when there are too many is
 * decided by how often they are read. Reading takes no lock.
 *
 * @param <V> what is copied; it is shared by all who read it
 */
public final class NearCopies<V> {
  private static final int STRIPES = 4096;

  private final Cache<CopyKey, Copy<V>> copies;
  private final LongSupplier nanos;

  /** How many changes were heard of, by key and by region: two that share a number cost a copy. */
  private final AtomicIntegerArray changes = new AtomicIntegerArray(STRIPES);

  private final AtomicIntegerArray drops = new AtomicIntegerArray(STRIPES);
  private final AtomicInteger interruptions = new AtomicInteger();

  /**
   * Begins with no copy.
   *
   * @param mostBytes of all copies together
   * @param nanos a clock that only goes forward
   */
  public NearCopies(long mostBytes, LongSupplier nanos) {
    this.nanos = nanos;
    this.copies =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .<CopyKey, Copy<V>>weigher((key, copy) -> copy.bytes)
            .expireAfter(Expiry.<CopyKey, Copy<V>>writing((key, copy) -> copy.useful))
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Identity tells one copy of a key from the next. */
  private static final class Copy<V> {
    private final V value;
    private final int bytes;
    private final Duration useful;
    private final ReadStamp stamp;

    Copy(V value, int bytes, Duration useful, ReadStamp stamp) {
      this.value = value;
      this.bytes = bytes;
      this.useful = useful;
      this.stamp = stamp;
    }
  }

  /** When a copy was begun to be read, and what had been heard until then. */
  public record ReadStamp(long nanos, int changes, int drops, int interruptions) {}

  /**
   * A copy as it is found.
   *
   * @param age since before it was read; what it shows may have changed within that time
   */
  public record Aged<V>(V value, Duration age) {}

  /** To be taken before something is read that is to be kept. */
  public ReadStamp now(CopyKey key) {
    return new ReadStamp(
        nanos.getAsLong(),
        changes.get(stripe(key)),
        drops.get(stripe(key.region())),
        interruptions.get());
  }

  /**
   * Keeps a copy, unless a change was heard of since it was begun to be read.
   *
   * @param bytes that it takes; a copy that is larger than all together may be is not kept
   * @param useful how long it may be of use, at most
   */
  public void keep(CopyKey key, ReadStamp stamp, V value, int bytes, Duration useful) {
    if (isCurrent(key, stamp)) {
      Copy<V> copy = new Copy<>(value, bytes, useful, stamp);
      // A change is counted before it drops, and both take turns: it is seen here, or drops this.
      copies.asMap().compute(key, (same, before) -> isCurrent(key, stamp) ? copy : before);
    }
  }

  /** Whether no change was heard of since. */
  public boolean isCurrent(CopyKey key, ReadStamp stamp) {
    return stamp.changes() == changes.get(stripe(key))
        && isOfCurrentRegion(key, stamp)
        && stamp.interruptions() == interruptions.get();
  }

  private boolean isOfCurrentRegion(CopyKey key, ReadStamp stamp) {
    return stamp.drops() == drops.get(stripe(key.region()));
  }

  /**
   * The copy, if it is not older than {@code limit} and each change since would have been heard.
   */
  public Optional<Aged<V>> recent(CopyKey key, Duration limit) {
    Copy<V> copy = copies.getIfPresent(key);
    return copy == null || copy.stamp.interruptions() != interruptions.get()
        ? Optional.empty()
        : aged(key, copy).filter(aged -> aged.age().compareTo(limit) <= 0);
  }

  /** The copy, however old it is and whatever may have been missed. */
  public Optional<Aged<V>> last(CopyKey key) {
    return Optional.ofNullable(copies.getIfPresent(key)).flatMap(copy -> aged(key, copy));
  }

  private Optional<Aged<V>> aged(CopyKey key, Copy<V> copy) {
    return isOfCurrentRegion(key, copy.stamp)
        ? Optional.of(
            new Aged<>(copy.value, Duration.ofNanos(nanos.getAsLong() - copy.stamp.nanos())))
        : Optional.empty();
  }

  /** The copy is of no use; others that are being read are. */
  public void forget(CopyKey key) {
    copies.invalidate(key);
  }

  /** The original has changed or is gone. */
  public void drop(CopyKey key) {
    changes.incrementAndGet(stripe(key));
    copies.invalidate(key);
  }

  /** The same for every original of a region. */
  public void drop(String region) {
    drops.incrementAndGet(stripe(region));
  }

  /** Changes may have been missed. */
  public void interrupted() {
    interruptions.incrementAndGet();
  }

  private static int stripe(Object key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & STRIPES - 1;
  }
}
