package io.vedette.cache.entry;

import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Capacity;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.FieldRead;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The entries of all caches, in Redis. Each method is one script: its conditions are decided
 * together with what it changes, so of concurrent conditional writers on one tag exactly one wins.
 *
 * <p>Every stage fails with a {@link Failure}: {@code PRECONDITION_FAILED} when a condition is
 * false, and what {@link Redis#run} says while Redis is away. Expiry is decided by the clock of
 * Redis. After a fail-over an acknowledged write may be gone, unless its {@link WriteOptions} waits
 * for replicas; its tag is then gone too and never stands for another value.
 */
public final class EntryStore {
  /** A larger value is asked for when there is room for it; this much is always there. */
  public static final int AT_ONCE = 16 * 1024;

  private final Redis redis;
  private final CacheKeys keys;
  private final NearEntries near;
  private final EntryReader reader;

  public EntryStore(Redis redis, CacheKeys keys, NearEntries near) {
    this.redis = redis;
    this.keys = keys;
    this.near = near;
    this.reader = new EntryReader(redis, keys);
  }

  /**
   * How a reader wants it.
   *
   * @param maxStale how long it may have been stale
   * @param near how long a copy of it will be used
   * @param version of the entry, if the reader may have it though it varies with the request: see
   *     {@code Selection}; else empty
   */
  public record Wanted(
      ReadMode reading, Conditions conditions, Duration maxStale, Duration near, String version) {

    /** Wanted, unless it varies with the request. */
    public Wanted(ReadMode reading, Conditions conditions, Duration maxStale, Duration near) {
      this(reading, conditions, maxStale, near, "");
    }
  }

  /**
   * What a reader gets: an entry, or one that it has already.
   *
   * @param detail of {@code Cache-Status}
   */
  public record Read(Entry entry, boolean modified, Optional<String> detail) {}

  /** What a writer gets. */
  public record Written(String etag, boolean created, Instant modified) {}

  /**
   * The entry, or empty when it is absent, expired or too stale: then no condition is looked at.
   *
   * @param room for its value, which is made before a large one is fetched
   */
  public CompletionStage<Optional<Read>> read(
      CacheName cache, EntryKey key, Wanted wanted, ReadRoom room) {
    return reader.read(cache, key, wanted, room);
  }

  /**
   * The same for many keys, as far as possible in one round trip.
   *
   * @param wanted of each
   * @param all at most {@link FieldRead#MOST_KEYS}
   * @param alone reads one that takes more than a look at its fields
   * @return what each gets, in this order
   */
  public CompletionStage<List<CompletionStage<Optional<Read>>>> readAll(
      CacheName cache,
      List<EntryKey> all,
      Wanted wanted,
      ReadRoom room,
      Function<EntryKey, CompletionStage<Optional<Read>>> alone) {
    return reader.readAll(cache, all, wanted, room, alone);
  }

  /** Stores a value under a new tag, in place of what was there. */
  public CompletionStage<Written> write(
      CacheName cache, EntryKey key, NewEntry entry, Conditions conditions, WriteOptions options) {
    String etag = options.tags().next();
    ScriptCall call = change(EntryScripts.WRITE, cache, key, etag, conditions, options);
    byte[] staged = keys.staged(cache.text(), etag);
    return run(
            EntryArguments.stored(call, etag, entry, staged, options.memory()), cache, key, options)
        .thenApply(reply -> refuseFailed(refuseExceeding(reply, entry.capacity())))
        .thenApply(
            reply ->
                new Written(
                    etag,
                    Fields.text(reply.get(0)).equals("created"),
                    Fields.instant(reply.get(1))));
  }

  /** Deletes an entry; succeeds when it is absent, unless a condition asks for one. */
  public CompletionStage<Void> delete(
      CacheName cache, EntryKey key, Conditions conditions, WriteOptions options) {
    String operation = options.tags().next();
    ScriptCall call = change(EntryScripts.DELETE, cache, key, operation, conditions, options);
    return run(call, cache, key, options).thenAccept(EntryStore::refuseFailed);
  }

  /**
   * Sets the time to live of an entry, or lets it stay until it is deleted; its idle limit goes on.
   *
   * @return the tag of the entry, which stays; or empty when it is absent
   */
  public CompletionStage<Optional<String>> expire(
      CacheName cache,
      EntryKey key,
      Optional<Duration> ttl,
      Conditions conditions,
      WriteOptions options) {
    String operation = options.tags().next();
    ScriptCall call = change(EntryScripts.EXPIRE, cache, key, operation, conditions, options);
    return run(call.with("ttl", Fields.millis(ttl)), cache, key, options)
        .thenApply(EntryStore::refuseFailed)
        .thenApply(
            reply -> reply.size() > 1 ? Optional.of(Fields.text(reply.get(1))) : Optional.empty());
  }

  /** A call of a script that changes an entry, without what is its own. */
  public ScriptCall change(
      Script script,
      CacheName cache,
      EntryKey key,
      String operation,
      Conditions conditions,
      WriteOptions options) {
    String name = cache.text();
    byte[] result = options.operation(keys.operation(name, operation));
    return EntryArguments.conditions(script.on(keys.entry(name, key.bytes()), result), conditions)
        .with("key", key.bytes())
        .with("root", keys.root(name))
        .with("memory", options.memory());
  }

  /** Copies on this server go before the caller hears of the change, and whatever became of it. */
  public CompletionStage<Reply> run(
      ScriptCall call, CacheName cache, EntryKey key, WriteOptions options) {
    return redis
        .run(call, options.durability())
        .whenComplete((reply, thrown) -> near.changed(cache, key));
  }

  private static Reply refuseExceeding(Reply reply, Capacity capacity) {
    if (Fields.text(reply.items().get(0)).equals("full")) {
      throw capacity.exceeded(Fields.text(reply.items().get(1)));
    }
    return reply;
  }

  public static List<Object> refuseFailed(Reply reply) {
    switch (Fields.text(reply.items().get(0))) {
      case "failed" -> throw preconditionFailed(Optional.of(Outcome.NOT_APPLIED));
      case "lost" -> throw leaseLost();
      default -> {
        return reply.kept();
      }
    }
  }

  static Failure preconditionFailed(Optional<Outcome> outcome) {
    Failure failure =
        Failure.of(Problem.PRECONDITION_FAILED, "The entry does not meet the request's condition.");
    return outcome.map(failure::with).orElse(failure);
  }

  /** The failure of whoever comes with a lease that is over. */
  public static Failure leaseLost() {
    return Failure.of(
            Problem.CONFLICT,
            "The fill lease is over, or the entry was written or invalidated since it was given.")
        .with(Outcome.NOT_APPLIED);
  }
}
