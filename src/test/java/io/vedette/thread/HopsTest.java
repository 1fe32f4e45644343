package io.vedette.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HopsTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final HeldTasks ours = new HeldTasks();
  private final Hops hops = new Hops(ours);
  private final CompletableFuture<String> foreign = new CompletableFuture<>();

  private static Throwable failure(CompletableFuture<?> failed) {
    return Objects.requireNonNull(assertThrows(CompletionException.class, failed::join).getCause());
  }

  @Test
  void of_completedByAnother_goesOnOnOurs() throws Exception {
    CompletableFuture<String> hopped = hops.of(foreign);
    foreign.complete("done");

    ours.end(hopped, 1);
    assertEquals("done", hopped.join());
  }

  @Test
  void of_failed_failsSo() throws Exception {
    CompletableFuture<String> hopped = hops.of(foreign);
    foreign.completeExceptionally(new IllegalStateException("broken"));

    ours.end(hopped, 1);
    assertEquals("broken", failure(hopped).getMessage());
  }

  @Test
  void elsewhere_doneBefore_goesOnOnOurs() throws Exception {
    List<String> heard = new ArrayList<>();
    CompletionStage<String> hopped =
        hops.elsewhere(CompletableFuture.completedStage("done"))
            .whenComplete((value, thrown) -> heard.add(value));
    assertEquals(List.of(), heard);

    ours.end(hopped, 1);
    assertEquals(List.of("done"), heard);
  }

  @Test
  void elsewhere_notDone_goesOnWhereItCompletes() {
    List<Object> heard = new ArrayList<>();
    hops.elsewhere(foreign).whenComplete((value, thrown) -> heard.add(thrown));
    IllegalStateException broken = new IllegalStateException("broken");
    foreign.completeExceptionally(broken);

    assertEquals(List.of(broken), heard);
  }

  /** All deadlines of the JVM are kept by one thread: whoever blocks it stops them all. */
  @Test
  void within_notDone_failsOnOurs() throws Exception {
    CompletableFuture<String> timed = hops.within(foreign, SHORT);

    ours.end(timed, 1);
    assertInstanceOf(TimeoutException.class, failure(timed));
    assertTrue(foreign.isCompletedExceptionally());
  }

  @Test
  void begin_beginsOnOurs_andIsWhatHasBegun() throws Exception {
    CompletableFuture<String> begun = hops.begin(() -> foreign);
    foreign.complete("done");

    ours.end(begun, 1);
    assertEquals("done", begun.join());
  }

  @Test
  void begin_thatThrows_failsSo() throws Exception {
    CompletableFuture<String> begun =
        hops.begin(
            () -> {
              throw new IllegalStateException("broken");
            });

    ours.end(begun, 1);
    assertEquals("broken", failure(begun).getMessage());
  }

  @Test
  void begin_whenNoMoreIsTaken_fails() {
    Hops stopped =
        new Hops(
            work -> {
              throw new RejectedExecutionException("stopped");
            });

    assertEquals("stopped", failure(stopped.begin(() -> foreign)).getMessage());
  }

  @Test
  void after_completesOnOurs() throws Exception {
    long began = System.nanoTime();
    CompletionStage<Void> later = hops.after(SHORT);

    ours.end(later, 1);
    assertTrue(System.nanoTime() - began >= SHORT.toNanos());
  }

  @Test
  void onTimer_isNotHeldUpByOurs() throws Exception {
    CompletableFuture<Void> ran = new CompletableFuture<>();

    Hops.onTimer(SHORT, () -> ran.complete(null));

    ran.get(20, TimeUnit.SECONDS);
  }

  @Test
  void shared_isTakenByAllAtOnce_andGoesOnWithAHopForEach() throws Exception {
    SharedResult<String> result = new SharedResult<>(hops);
    List<String> taken = new ArrayList<>();
    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CompletionStage<String> stage = result.await(Duration.ofMinutes(1), taken::add);
      waiting.add(stage.toCompletableFuture());
    }
    result.follow(CompletableFuture.completedStage("brought"));

    assertTrue(result.isDone());
    assertEquals(List.of("brought", "brought", "brought"), taken);
    for (int ended = 0; ended < 3; ended++) {
      assertEquals(ended, waiting.stream().filter(CompletableFuture::isDone).count());
      ours.runNext();
    }
    assertTrue(waiting.stream().allMatch(CompletableFuture::isDone));
  }

  @Test
  void shared_whoGivesUp_endsItForNobodyElse_andTakesNothing() throws Exception {
    SharedResult<String> result = new SharedResult<>(hops);
    List<String> taken = new ArrayList<>();
    CompletableFuture<String> impatient = result.await(SHORT, taken::add).toCompletableFuture();
    CompletableFuture<String> patient = result.await().toCompletableFuture();
    ours.end(impatient, 1);
    assertInstanceOf(TimeoutException.class, failure(impatient));
    assertFalse(result.isDone());

    result.follow(foreign);
    foreign.complete("late");

    ours.end(patient, 1);
    assertEquals("late", patient.join());
    assertEquals(List.of(), taken);
  }
}
