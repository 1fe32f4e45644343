package io.vedette.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseExecutorTest {
  private static final int USUAL = 2;

  private final ResponseExecutor threads =
      new ResponseExecutor(USUAL, Executors.defaultThreadFactory());
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger ran = new AtomicInteger();

  @AfterEach
  void stop() {
    end.countDown();
    threads.close();
  }

  private void block(int many) {
    for (int i = 0; i < many; i++) {
      threads.execute(
          () -> {
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private void awaitRan(int many) {
    Await.until(many + " tasks", Duration.ofSeconds(10), () -> ran.get() == many);
  }

  @Test
  void withoutWork_hasNoThread() {
    threads.look();
    assertEquals(0, threads.threads());
  }

  @Test
  void manyTasks_runOnTheUsualThreads() {
    for (int i = 0; i < 1_000; i++) {
      threads.execute(ran::incrementAndGet);
    }
    awaitRan(1_000);
    assertEquals(USUAL, threads.threads());
  }

  @Test
  void taskThatWaits_isNotHeldUpByBlockedOnes() {
    block(USUAL);
    threads.execute(ran::incrementAndGet);
    threads.look();
    assertEquals(1, threads.waiting(), "it may have come just now");
    threads.look();
    awaitRan(1);
    assertEquals(USUAL + 1, threads.threads());
  }

  @Test
  void hundredBlocked_haveAThreadEach() {
    block(100);
    threads.execute(ran::incrementAndGet);
    Await.until(
        "a thread for the last",
        Duration.ofSeconds(10),
        () -> {
          threads.look();
          return ran.get() == 1;
        });
    assertEquals(101, threads.threads());
  }

  @Test
  void mostThreads_areBounded() {
    block(ResponseExecutor.MOST + 1);
    Await.until(
        "the most threads",
        Duration.ofSeconds(10),
        () -> {
          threads.look();
          return threads.waiting() == 1;
        });
    threads.look();
    threads.look();
    assertEquals(ResponseExecutor.MOST, threads.threads());
    assertEquals(1, threads.waiting());
  }

  @Test
  void threadsThatAreNoLongerNeeded_end() {
    block(10 * USUAL);
    Await.until(
        "threads for all",
        Duration.ofSeconds(10),
        () -> {
          threads.look();
          return threads.waiting() == 0;
        });
    end.countDown();
    Await.until(
        "the usual ones",
        Duration.ofSeconds(30),
        () -> {
          threads.look();
          return threads.threads() == USUAL;
        });
  }

  @Test
  void closed_runsWhatItHas_andTakesNoMore() {
    threads.execute(ran::incrementAndGet);
    threads.close();
    awaitRan(1);
    assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
  }
}
