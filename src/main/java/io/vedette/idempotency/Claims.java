package io.vedette.idempotency;

import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Claims of idempotency keys, in Redis. Stages fail as {@link Redis#run} says. */
final class Claims {
  static final Duration KEPT = Duration.ofHours(24);

  /** Longer than any work that is not harmless when it runs twice. */
  static final Duration HELD = Duration.ofSeconds(15);

  private final Redis redis;
  private final ClaimKeys keys;

  Claims(Redis redis, ClaimKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** What a claim is at. */
  enum State {
    /** The caller holds it and does the work. */
    HELD,
    /** Somebody else does. */
    RUNNING,
    /** It has its answer. */
    DONE,
    /** It has an answer that is larger than the caller wanted. */
    LARGE,
    /** The key stands for another request. */
    REUSED
  }

  /**
   * A claim.
   *
   * @param text the id that it was given with the first attempt, or the answer
   * @param number how many milliseconds another attempt may take, or the size of the answer
   */
  record Claim(State state, String text, long number) {}

  /** How a held claim ends. */
  enum End {
    /** With the answer. */
    DONE,
    /** Not yet: the next attempt goes on, under the same operation ids. */
    OPEN,
    /** As if it had never been. */
    RELEASED
  }

  /**
   * Claims a key.
   *
   * @param name of the claim
   * @param request what identifies the request
   * @param token of the attempt, random
   * @param most the largest answer that is wanted, in bytes
   */
  CompletionStage<Claim> claim(String name, String request, String token, long most) {
    ScriptCall call =
        ClaimScripts.CLAIM
            .on(keys.claim(name))
            .with("request", request)
            .with("token", token)
            .with("held", HELD)
            .with("kept", KEPT)
            .with("most", most);
    return redis.run(call).thenApply(Claims::claim);
  }

  private static Claim claim(List<Object> reply) {
    State state = State.valueOf(Fields.text(reply.get(0)).toUpperCase(Locale.ROOT));
    return switch (state) {
      case HELD, DONE -> new Claim(state, Fields.text(reply.get(1)), 0);
      case RUNNING, LARGE -> new Claim(state, "", (Long) reply.get(1));
      case REUSED -> new Claim(state, "", 0);
    };
  }

  /** Ends an attempt. The stage never fails: an attempt that cannot be ended ends by itself. */
  CompletionStage<Void> settle(
      String name, String token, End end, String answer, List<byte[]> operations) {
    List<byte[]> named = new ArrayList<>(List.of(keys.claim(name)));
    named.addAll(operations);
    ScriptCall call =
        ClaimScripts.SETTLE
            .on(named)
            .with("token", token)
            .with("end", end.name().toLowerCase(Locale.ROOT))
            .with("answer", answer)
            .with("memory", redis.operationMemory());
    return redis.run(call).handle((settled, cause) -> null);
  }
}
