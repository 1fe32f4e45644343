package io.vedette.cache.fill;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.policy.CacheName;
import io.vedette.idempotency.Attempt;
import io.vedette.idempotency.Tags;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * Leases to fill an entry: of all who miss it one computes, and what it stores is refused when
 * something was written or invalidated meanwhile. A lease ends with its time, with any write of the
 * entry, and when it is given back; its holder may die. After a fail-over that lost it two callers
 * may compute, and the one with the lost lease is refused.
 */
public final class FillLeases {
  /** The field that gives a lease to a reader, and in which a writer brings it back. */
  public static final String FIELD = "Fill-Lease";

  private final Redis redis;
  private final CacheKeys keys;
  private final Tags tags;

  FillLeases(Redis redis, CacheKeys keys, Tags tags) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
  }

  /** What became of a request for a lease. */
  public enum State {
    /** It is the caller's. */
    GIVEN,
    /** Somebody else has it. */
    TAKEN,
    /** It is not as the caller demanded. */
    PRESENT,
    /** The caller had it, and has it no more. */
    LOST,
    /** Nobody needs it: what the origin says of this key is not for sharing. */
    PASS
  }

  /** When a lease is given. */
  enum When {
    /** Whatever there is. */
    ALWAYS,
    /** There is no fresh entry. */
    ABSENT,
    /** The entry is as the caller has seen it. */
    UNCHANGED,
    /** The caller has it already, and holds it for longer. */
    HELD
  }

  /**
   * An answer.
   *
   * @param token of the lease that was given; else empty
   * @param left until the lease ends, the caller's or the other's
   */
  public record Answer(State state, String token, Duration left) {}

  /**
   * Asks for the lease of an entry.
   *
   * @param when {@code ALWAYS} or {@code ABSENT}
   */
  public CompletionStage<Answer> ask(CacheName cache, EntryKey key, Duration time, When when) {
    return ask(cache, key, tags.next(), time, when, "");
  }

  /** Asks for the lease whatever there is; another attempt of the same request gets it again. */
  public CompletionStage<Answer> ask(
      CacheName cache, EntryKey key, Duration time, Attempt attempt) {
    String token = attempt.ids().map(Tags::new).orElse(tags).next();
    return ask(cache, key, token, time, When.ALWAYS, "");
  }

  /** Asks for the lease of an entry that the caller has seen in this version, or not at all. */
  public CompletionStage<Answer> ask(CacheName cache, EntryKey key, Duration time, String version) {
    return ask(cache, key, tags.next(), time, When.UNCHANGED, version);
  }

  /** Holds a lease from now on for that time; {@code LOST} when it is over. */
  CompletionStage<Answer> hold(CacheName cache, EntryKey key, String token, Duration time) {
    return ask(cache, key, token, time, When.HELD, "");
  }

  private CompletionStage<Answer> ask(
      CacheName cache, EntryKey key, String token, Duration time, When when, String version) {
    String name = cache.text();
    ScriptCall call =
        FillScripts.LEASE
            .on(keys.entry(name, key.bytes()), keys.lease(name, key.bytes()))
            .with("key", key.bytes())
            .with("root", keys.root(name))
            .with("token", token)
            .with("time", time)
            .with("when", when.name().toLowerCase(Locale.ROOT))
            .with("version", version);
    return redis.run(call).thenApply(reply -> answer(reply, token, time));
  }

  private static Answer answer(List<Object> reply, String token, Duration time) {
    State state = State.valueOf(Fields.text(reply.get(0)).toUpperCase(Locale.ROOT));
    return switch (state) {
      case GIVEN -> new Answer(state, token, time);
      case TAKEN -> new Answer(state, "", Duration.ofMillis(Fields.number(reply.get(1))));
      case PRESENT, LOST, PASS -> new Answer(state, "", Duration.ZERO);
    };
  }

  /** Gives a lease back; fails with {@code CONFLICT} when it was not this token's any more. */
  public CompletionStage<Void> release(CacheName cache, EntryKey key, String token) {
    return release(cache, key, token, Duration.ZERO);
  }

  /** Gives a lease back, and lets everybody pass for that time: nothing is to be shared. */
  public CompletionStage<Void> release(CacheName cache, EntryKey key, String token, Duration pass) {
    return redis
        .run(
            FillScripts.RELEASE
                .on(keys.lease(cache.text(), key.bytes()))
                .with("token", token)
                .with("pass", pass))
        .thenAccept(
            reply -> {
              if (Fields.text(reply.get(0)).equals("lost")) {
                throw EntryStore.leaseLost();
              }
            });
  }
}
