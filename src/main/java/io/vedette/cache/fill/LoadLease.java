package io.vedette.cache.fill;

import io.vedette.cache.fill.FillLeases.Answer;
import io.vedette.cache.fill.FillLeases.State;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The lease of a load: asked for, held while the origin is asked, and given back. When the pod of
 * its holder dies it is over within {@link #TIME}.
 */
final class LoadLease {
  static final Duration TIME = Duration.ofSeconds(5);
  private static final Duration BETWEEN_HOLDS = TIME.dividedBy(5);

  private final FillLeases leases;
  private final LoadTask task;
  private String token = "";
  private volatile boolean ended;

  LoadLease(FillLeases leases, LoadTask task) {
    this.leases = leases;
    this.task = task;
  }

  /** What the lease is given by; empty without it. */
  String token() {
    return token;
  }

  boolean isGiven() {
    return !token.isEmpty();
  }

  CompletionStage<Answer> ask() {
    return leases
        .ask(task.cache(), task.key(), TIME, task.version())
        .thenApply(
            answer -> {
              token = answer.token();
              return answer;
            });
  }

  /**
   * Holds it until {@link #end}. By a timer of its own, and without waiting for answers: behind a
   * crowd of requests either may be late, and the lease over.
   *
   * @param lost called when it is over before that
   */
  void hold(Runnable lost) {
    hold(lost, task.origin().timeout().dividedBy(BETWEEN_HOLDS) + 1);
  }

  private void hold(Runnable lost, long times) {
    Hops.onTimer(
        BETWEEN_HOLDS,
        () -> {
          if (!ended && times > 0) {
            leases
                .hold(task.cache(), task.key(), token, TIME)
                .thenAccept(answer -> held(answer, lost));
            hold(lost, times - 1);
          }
        });
  }

  private void held(Answer answer, Runnable lost) {
    if (!ended && answer.state() != State.GIVEN) {
      ended = true;
      lost.run();
    }
  }

  /** It need not be held any longer: what is stored under it ends it. */
  void end() {
    ended = true;
  }

  /**
   * Gives it back, and lets everybody pass for that time. Nobody waits for it: at worst it ends by
   * itself.
   */
  void release(Duration pass) {
    if (isGiven()) {
      leases.release(task.cache(), task.key(), token, pass).exceptionally(lost -> null);
    }
  }
}
