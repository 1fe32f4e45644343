package io.vedette.idempotency;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Problems;
import io.vedette.idempotency.Claims.Claim;
import io.vedette.idempotency.Claims.End;
import io.vedette.traffic.Admission;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that is done once, however often it comes under its key. */
public final class IdempotentRequest {
  /** The idempotency key came with another request before. */
  public static final Problem IDEMPOTENCY_KEY_REUSED =
      Problem.of("idempotency-key-reused", 422, "The idempotency key stands for another request");

  private static final int AT_ONCE = 16 * 1024;

  /** A larger answer is not kept, and that is told. */
  static final int LARGEST = 4 * 1024 * 1024;

  /** What a larger answer is kept as. */
  private static final String TOO_LARGE = "{}";

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Claims claims;
  private final Optional<Identity> identity;
  private final Admission admission;
  private final String requestId;

  /**
   * What makes a request the same as another.
   *
   * @param claim the name of the claim: its key, within its scope
   * @param request all that it says
   * @param token of this attempt
   */
  record Identity(String claim, String request, String token) {}

  IdempotentRequest(
      Claims claims, Optional<Identity> identity, Admission admission, String requestId) {
    this.claims = claims;
    this.identity = identity;
    this.admission = admission;
    this.requestId = requestId;
  }

  /**
   * Does the work, or gives its answer again. The stage fails only by faults of ours.
   *
   * @param work may fail with a {@link Failure}: when that says that nothing was applied, and no
   *     attempt before it may have written, the key is free again; else the next attempt goes on
   *     under the same operation ids
   */
  public CompletionStage<Response> answer(Function<Attempt, CompletionStage<Response>> work) {
    CompletionStage<Response> answer =
        identity.map(who -> claimed(who, work)).orElseGet(() -> work.apply(Attempt.only()));
    return Problems.answered(answer, requestId);
  }

  private CompletionStage<Response> claimed(
      Identity who, Function<Attempt, CompletionStage<Response>> work) {
    return claim(who, AT_ONCE)
        .thenCompose(
            claim ->
                claim.state() == Claims.State.LARGE
                    ? claim(who, held(claim.number()))
                    : CompletableFuture.completedStage(claim))
        .thenCompose(
            claim ->
                claim.state() == Claims.State.HELD
                    ? run(who, Attempt.under(claim.text()), work)
                    : CompletableFuture.completedStage(said(claim)));
  }

  private CompletionStage<Claim> claim(Identity who, long most) {
    return claims
        .claim(who.claim(), who.request(), who.token(), most)
        .exceptionally(
            cause -> {
              throw notApplied(cause);
            });
  }

  private static RuntimeException notApplied(Throwable thrown) {
    return cause(thrown) instanceof Failure failure
        ? failure.with(Outcome.NOT_APPLIED)
        : new CompletionException(thrown);
  }

  /** Room for the text and for what it is read into. */
  private long held(long size) {
    admission.hold(3 * size);
    return size;
  }

  private static Response said(Claim claim) {
    switch (claim.state()) {
      case DONE -> {
        if (claim.text().equals(TOO_LARGE)) {
          throw conflict("It was done, and its answer was too large to be kept.", Outcome.APPLIED);
        }
        return KeptAnswer.again(claim.text());
      }
      case REUSED ->
          throw Failure.of(
                  IDEMPOTENCY_KEY_REUSED,
                  "This Idempotency-Key came with another request within the last 24 hours.")
              .with(Outcome.NOT_APPLIED);
      default ->
          throw conflict("The first request with this key is still running.", Outcome.UNKNOWN)
              .retryAfter(SOON);
    }
  }

  private static Failure conflict(String detail, Outcome outcome) {
    return Failure.of(Problem.CONFLICT, detail).with(outcome);
  }

  private CompletionStage<Response> run(
      Identity who, Attempt attempt, Function<Attempt, CompletionStage<Response>> work) {
    return begin(attempt, work)
        .handle((answer, thrown) -> ended(who, attempt, answer, thrown))
        .thenCompose(answer -> answer);
  }

  private static CompletionStage<Response> begin(
      Attempt attempt, Function<Attempt, CompletionStage<Response>> work) {
    try {
      return work.apply(attempt);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The claim is settled before the caller hears: who comes again at once finds the answer. */
  private CompletionStage<Response> ended(
      Identity who, Attempt attempt, @Nullable Response answer, @Nullable Throwable thrown) {
    if (answer != null) {
      End end = attempt.isUnfinished() ? End.OPEN : End.DONE;
      String kept = end == End.DONE ? kept(answer) : "";
      return claims
          .settle(who.claim(), who.token(), end, kept, attempt.operations())
          .thenApply(settled -> answer);
    }
    End end = isNotApplied(cause(thrown)) ? End.RELEASED : End.OPEN;
    return claims
        .settle(who.claim(), who.token(), end, "", attempt.operations())
        .thenCompose(settled -> CompletableFuture.failedStage(cause(thrown)));
  }

  private static String kept(Response answer) {
    String text = KeptAnswer.of(answer);
    return text.length() > LARGEST ? TOO_LARGE : text;
  }

  /** A failure without an outcome came before anything was written. */
  private static boolean isNotApplied(Throwable cause) {
    return cause instanceof Failure failure
        && failure.outcome().orElse(Outcome.NOT_APPLIED) == Outcome.NOT_APPLIED;
  }

  private static Throwable cause(@Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    return cause == null ? new IllegalStateException("neither answer nor failure") : cause;
  }
}
