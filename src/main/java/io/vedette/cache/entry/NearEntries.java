package io.vedette.cache.entry;

import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policy;
import io.vedette.near.CopyKey;
import io.vedette.near.NearCopies;
import io.vedette.near.NearCopies.ReadStamp;
import io.vedette.redis.Fields;
import io.vedette.redis.TopicListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Copies of entries in the memory of this server, of caches whose policy allows them. An entry that
 * each read extends is not copied: Redis would not hear of the reads.
 */
public final class NearEntries implements TopicListener {
  /** The topic of their changes. */
  public static final String TOPIC = "entry";

  /** Roughly what stands around a value. */
  private static final int AROUND = 1024;

  private final NearCopies<CachedEntry> copies;
  private final BooleanSupplier away;

  /**
   * Offers these copies.
   *
   * @param away whether Redis is known to be away
   */
  public NearEntries(NearCopies<CachedEntry> copies, BooleanSupplier away) {
    this.copies = copies;
    this.away = away;
  }

  /** A fresh copy that is younger than the policy's limit. */
  public Optional<CachedEntry> recent(CacheName cache, EntryKey key, Policy policy) {
    return policy
        .near()
        .flatMap(limit -> copies.recent(name(cache, key), limit))
        .map(copy -> copy.value().after(copy.age()))
        .filter(stored -> stored.entry().stale().isEmpty());
  }

  /**
   * What there is while Redis is away: what is older than the policy's limit counts as stale since
   * then, and answers as long as the policy lets stale values answer for errors.
   */
  public Optional<CachedEntry> last(CacheName cache, EntryKey key, Policy policy) {
    Duration limit = policy.near().orElse(Duration.ZERO);
    return copies
        .last(name(cache, key))
        .map(copy -> copy.value().after(copy.age()).staleFor(copy.age().minus(limit)))
        .filter(stored -> stored.entry().stale().isEmpty() || stored.servesOnError(policy));
  }

  /** What {@code Cache-Status} says of an answer from a copy. */
  public String detail() {
    return away.getAsBoolean() ? "store-down" : "near";
  }

  /** To be taken before an entry is read that may be copied. */
  public ReadStamp now(CacheName cache, EntryKey key) {
    return copies.now(name(cache, key));
  }

  /** Whether no change of an entry was heard of since: those that this server makes always are. */
  public boolean isCurrent(CacheName cache, EntryKey key, ReadStamp stamp) {
    return copies.isCurrent(name(cache, key), stamp);
  }

  /** Keeps a copy of what was read, if it is fresh; what is not there any more is forgotten. */
  public void keep(
      CacheName cache, EntryKey key, ReadStamp stamp, Optional<CachedEntry> found, Policy policy) {
    if (found.isEmpty()) {
      copies.forget(name(cache, key));
    }
    found
        .filter(stored -> stored.hasValue() && stored.entry().stale().isEmpty())
        .filter(stored -> stored.entry().idle().isEmpty())
        .ifPresent(stored -> keep(name(cache, key), stamp, stored, policy));
  }

  private void keep(CopyKey name, ReadStamp stamp, CachedEntry stored, Policy policy) {
    Duration useful = policy.near().orElse(Duration.ZERO).plus(stored.ifError(policy));
    int bytes = AROUND + name.key().length + stored.entry().value().length;
    copies.keep(name, stamp, stored, bytes, useful);
  }

  /** This server has changed an entry, or may have. */
  public void changed(CacheName cache, EntryKey key) {
    copies.drop(name(cache, key));
  }

  /** The same for many entries. */
  public void changed(CacheName cache) {
    copies.drop(cache.text());
  }

  /** A message is the name of the cache, a line feed, and the key. */
  @Override
  public void heard(byte[] message) {
    String[] parts = Fields.latin1(message).split("\n", 2);
    copies.drop(new CopyKey(parts[0], Fields.latin1(parts[parts.length - 1])));
  }

  @Override
  public void interrupted() {
    copies.interrupted();
  }

  private static CopyKey name(CacheName cache, EntryKey key) {
    return new CopyKey(cache.text(), key.bytes());
  }
}
