package io.vedette.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AsyncSemaphoreTest {
  private final AsyncSemaphore two = new AsyncSemaphore(2, new Hops(Runnable::run));
  private final List<CompletableFuture<String>> begun = new ArrayList<>();

  private CompletableFuture<String> run() {
    return two.run(
            () -> {
              CompletableFuture<String> work = new CompletableFuture<>();
              begun.add(work);
              return work;
            })
        .toCompletableFuture();
  }

  @Test
  void run_beyondThePermits_beginsWhenOneEnds_howeverItEnds() {
    List<CompletableFuture<String>> results = IntStream.range(0, 4).mapToObj(i -> run()).toList();
    assertEquals(2, begun.size());

    begun.get(1).complete("second");
    assertEquals("second", results.get(1).join());
    assertEquals(3, begun.size());
    begun.get(0).completeExceptionally(new IllegalStateException("first"));
    assertThrows(CompletionException.class, results.get(0)::join);
    assertEquals(4, begun.size());
    assertFalse(results.get(2).isDone());
  }

  @Test
  void run_whatThrows_givesItsPermitBack() {
    for (int i = 0; i < 3; i++) {
      CompletableFuture<String> failed =
          two.<String>run(
                  () -> {
                    throw new IllegalStateException("at once");
                  })
              .toCompletableFuture();
      assertThrows(CompletionException.class, failed::join);
    }
    assertFalse(run().isDone());
    assertEquals(1, begun.size());
  }

  @Test
  void run_whatHadToWait_isNotDoneByWhoeverEnds() throws Exception {
    HeldTasks ours = new HeldTasks();
    AsyncSemaphore one = new AsyncSemaphore(1, new Hops(ours));
    CompletableFuture<String> first = new CompletableFuture<>();
    assertFalse(one.run(() -> first).toCompletableFuture().isDone());
    CompletableFuture<String> second =
        one.run(() -> CompletableFuture.completedStage("at once")).toCompletableFuture();

    first.complete("done");

    ours.end(second, 1);
    assertEquals("at once", second.join());
  }

  @Test
  @Timeout(60)
  void run_byManyThreads_neverPassesThePermits_andEndsAll() throws Exception {
    AsyncSemaphore two = new AsyncSemaphore(2, new Hops(ForkJoinPool.commonPool()));
    int many = 5_000;
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(many);
    for (int i = 0; i < many; i++) {
      two.run(
              () ->
                  CompletableFuture.supplyAsync(
                      () -> {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        return underWay.decrementAndGet();
                      }))
          .thenRun(ended::countDown);
    }

    assertTrue(ended.await(50, TimeUnit.SECONDS));
    assertTrue(most.get() <= 2, most::toString);
  }
}
