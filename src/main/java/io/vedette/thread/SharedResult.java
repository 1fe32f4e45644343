package io.vedette.thread;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What many wait for and one brings. Each of them goes on by a hop of its own: one who is answered
 * slowly holds up no other.
 *
 * @param <T> what it is
 */
public final class SharedResult<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Hops hops;

  /** Nothing has been brought. */
  public SharedResult(Hops hops) {
    this.hops = hops;
  }

  /**
   * Ends as this stage does; only the first that ends counts.
   *
   * @return the same, when all who waited with {@code taken} know of it
   */
  public CompletionStage<T> follow(CompletionStage<T> stage) {
    return stage.whenComplete(
        (value, thrown) -> {
          if (thrown == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(thrown);
          }
        });
  }

  /** Whether it has ended, well or not. */
  public boolean isDone() {
    return result.isDone();
  }

  /** For one who waits as long as it takes. */
  public CompletionStage<T> await() {
    return hops.of(result);
  }

  /**
   * For one who waits at most so long, and then fails with {@code TimeoutException}.
   *
   * @param taken told of what comes before whoever brings it goes on; it must not block
   */
  public CompletionStage<T> await(Duration longest, Consumer<T> taken) {
    CompletableFuture<T> mine =
        result.thenApply(
            value -> {
              taken.accept(value);
              return value;
            });
    return hops.within(mine, longest);
  }
}
