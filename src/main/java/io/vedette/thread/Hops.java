package io.vedette.thread;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The one way from threads of others to those of an executor. What depends on a stage runs where
 * the stage completes, up to the writing of an answer, which blocks while its client takes nothing.
 * On the one timer of the JVM, on the pool that all share, or on a thread of a client library that
 * would hold up everybody; so a stage of theirs hops once before anything of ours depends on it.
 *
 * <p>Stages given here fail as the one they come from does, or with {@link
 * RejectedExecutionException} when the executor takes no more.
 */
public final class Hops {
  private final Executor executor;

  /**
   * Offers the way.
   *
   * @param executor whose threads may be blocked by what follows
   */
  public Hops(Executor executor) {
    this.executor = executor;
  }

  /** The same stage; what depends on it runs on the executor. */
  public <T> CompletableFuture<T> of(CompletionStage<T> stage) {
    return stage.whenCompleteAsync((value, thrown) -> {}, executor).toCompletableFuture();
  }

  /**
   * The same for somebody who does not know whether the stage is done already: what is added by
   * {@code whenComplete} runs on the executor, or where the stage completes; on the thread that
   * adds it only when the stage completes at that very moment.
   */
  public <T> CompletionStage<T> elsewhere(CompletionStage<T> stage) {
    Elsewhere<T> result = new Elsewhere<>(executor);
    pass(stage, result);
    return result;
  }

  private static final class Elsewhere<T> extends CompletableFuture<T> {
    private final Executor executor;

    Elsewhere(Executor executor) {
      this.executor = executor;
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
      return isDone() ? whenCompleteAsync(action, executor) : super.whenComplete(action);
    }
  }

  /** The same; the future itself fails with {@code TimeoutException} unless it is done in time. */
  public <T> CompletableFuture<T> within(CompletableFuture<T> future, Duration longest) {
    return of(future.orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Begins on the executor, where it may block. The stage fails with what the work throws. */
  public <T> CompletableFuture<T> begin(Supplier<? extends CompletionStage<T>> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor).thenCompose(stage -> stage);
    } catch (RejectedExecutionException stopped) {
      return CompletableFuture.failedFuture(stopped);
    }
  }

  /** Completes after that time. */
  public CompletionStage<Void> after(Duration time) {
    return CompletableFuture.runAsync(
        () -> {},
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, executor));
  }

  /**
   * Sends a request. The stage fails with {@code TimeoutException} when the answer, its body
   * included, has not come in time, and with what the handler of the body throws; the request and
   * its connection end then.
   */
  public <T> CompletableFuture<HttpResponse<T>> send(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body, Duration longest) {
    CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
    CompletableFuture<HttpResponse<T>> sent =
        client.sendAsync(request, info -> taken(info, body, answer));
    pass(sent, answer);
    return within(answer, longest).whenComplete((response, thrown) -> sent.cancel(true));
  }

  private static <T> void pass(CompletionStage<T> from, CompletableFuture<T> to) {
    from.whenComplete(
        (value, thrown) -> {
          if (thrown == null) {
            to.complete(value);
          } else {
            to.completeExceptionally(thrown);
          }
        });
  }

  /** The client itself would read on, or leave the connection open. */
  private static <T> HttpResponse.BodySubscriber<T> taken(
      HttpResponse.ResponseInfo info,
      HttpResponse.BodyHandler<T> body,
      CompletableFuture<HttpResponse<T>> answer) {
    try {
      return body.apply(info);
    } catch (RuntimeException refused) {
      answer.completeExceptionally(refused);
      return HttpResponse.BodySubscribers.mapping(
          HttpResponse.BodySubscribers.discarding(),
          none -> {
            throw refused;
          });
    }
  }

  /**
   * Runs something after that time on the timer itself, so that it never waits behind answers. It
   * must not block, and nobody may wait for what it completes.
   */
  public static void onTimer(Duration time, Runnable work) {
    CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
        .execute(work);
  }
}
