package io.vedette.cache;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.redis.Keys;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Leases to fill an entry: of all who miss it one computes, and what it stores is refused when
 * something was written or invalidated meanwhile. A lease ends with its time, with any write of the
 * entry, and when it is given back; its holder may die. After a fail-over that lost it two callers
 * may compute, and the one with the lost lease is refused.
 */
final class FillLeases {
  /** The field that gives a lease to a reader, and in which a writer brings it back. */
  static final String FIELD = "Fill-Lease";

  private final Redis redis;
  private final Keys keys;
  private final Tags tags;

  FillLeases(Redis redis, Keys keys, Tags tags) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
  }

  /** What became of a request for a lease. */
  enum State {
    /** It is the caller's. */
    GIVEN,
    /** Somebody else has it. */
    TAKEN,
    /** There is an entry. */
    PRESENT
  }

  /**
   * An answer.
   *
   * @param token of the lease that was given; else empty
   * @param left until the lease ends, the caller's or the other's
   */
  record Answer(State state, String token, Duration left) {}

  /**
   * Asks for the lease of an entry.
   *
   * @param onlyIfAbsent whether an entry that is there ends the matter
   */
  CompletionStage<Answer> ask(CacheName cache, EntryKey key, Duration time, boolean onlyIfAbsent) {
    String token = tags.next();
    String name = cache.text();
    List<byte[]> arguments =
        List.of(
            key.bytes(),
            keys.root(name),
            EntryArguments.ascii(token),
            EntryArguments.ascii(time.toMillis()),
            EntryArguments.ascii(onlyIfAbsent ? "1" : "0"));
    return redis
        .run(
            Script.FILL_LEASE,
            List.of(keys.entry(name, key.bytes()), keys.lease(name, key.bytes())),
            arguments)
        .thenApply(reply -> answer(reply, token, time));
  }

  private static Answer answer(List<Object> reply, String token, Duration time) {
    return switch (EntryReply.text(reply.get(0))) {
      case "given" -> new Answer(State.GIVEN, token, time);
      case "present" -> new Answer(State.PRESENT, "", Duration.ZERO);
      default -> new Answer(State.TAKEN, "", Duration.ofMillis(EntryReply.number(reply.get(1))));
    };
  }

  /** Gives a lease back; fails with {@code CONFLICT} when it was not this token's any more. */
  CompletionStage<Void> release(CacheName cache, EntryKey key, String token) {
    return redis
        .run(
            Script.FILL_RELEASE,
            List.of(keys.lease(cache.text(), key.bytes())),
            List.of(EntryArguments.ascii(token)))
        .thenAccept(
            reply -> {
              if (EntryReply.text(reply.get(0)).equals("lost")) {
                throw lost();
              }
            });
  }

  /** The failure of whoever comes with a lease that is over. */
  static Failure lost() {
    return Failure.of(
            Problem.CONFLICT,
            "The fill lease is over, or the entry was written or invalidated since it was given.")
        .with(Outcome.NOT_APPLIED);
  }
}
