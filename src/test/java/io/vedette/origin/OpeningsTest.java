package io.vedette.origin;

import static io.vedette.origin.Openings.AT_ONCE;
import static io.vedette.origin.Openings.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpeningsTest {
  private long now;
  private final Openings openings = new Openings(true, () -> now);
  private final List<Integer> gone = new ArrayList<>();
  private final List<Openings.Turn> turns = new ArrayList<>();

  private void enter(int times) {
    for (int i = 0; i < times; i++) {
      int number = turns.size();
      turns.add(openings.enter(() -> gone.add(number)));
    }
  }

  private void assertGone(int first) {
    assertEquals(IntStream.range(0, first).boxed().toList(), gone);
  }

  @Test
  void first_goesAlone_untilItHasAConnection() {
    enter(3);
    assertGone(1);
    assertTrue(turns.get(0).isOpening());

    turns.get(0).opened();
    assertGone(3);
  }

  @Test
  void first_thatEndsWithout_makesTheNextTheFirst() {
    enter(3);
    turns.get(0).ended();
    assertGone(2);

    turns.get(1).ended();
    assertGone(3);
    turns.get(2).ended();
    enter(2);
    assertGone(4);
  }

  @Test
  void whoWaited_goesEightAtATime_inOrder_alsoWhenSomeFail() {
    enter(3 * AT_ONCE);
    turns.get(0).opened();
    assertGone(1 + AT_ONCE);

    turns.get(1).opened();
    turns.get(2).ended();
    assertGone(3 + AT_ONCE);
    enter(1);
    assertGone(3 + AT_ONCE);
  }

  @Test
  void whoComes_whenNobodyWaits_goes_andOpensForNobody() {
    enter(1);
    turns.get(0).opened();
    enter(3 * AT_ONCE);

    assertGone(1 + 3 * AT_ONCE);
    assertFalse(turns.get(1).isOpening());
  }

  @Test
  void whoGivesUp_neverGoes_andNobodyGoesForHim() {
    enter(4);
    turns.get(1).ended();
    turns.get(1).ended();
    assertGone(1);

    turns.get(0).opened();
    assertEquals(List.of(0, 2, 3), gone);
  }

  @Test
  void told_twice_countsOnce() {
    enter(3 * AT_ONCE);
    turns.get(0).opened();
    turns.get(0).opened();
    turns.get(0).ended();
    turns.get(0).ended();

    assertGone(1 + AT_ONCE);
  }

  @Test
  void afterAQuietTime_oneGoesAlone() {
    enter(1);
    turns.get(0).opened();
    now += QUIET.toNanos();
    enter(2);
    assertGone(3);

    now += 1;
    enter(2);
    assertGone(4);
    turns.get(3).opened();
    assertGone(5);
  }

  @Test
  void answers_keepItFromBeingQuiet() {
    enter(2);
    turns.get(0).opened();
    now += QUIET.toNanos();
    turns.get(1).opened();
    now += QUIET.toNanos();

    enter(2);
    assertGone(4);
  }

  @Test
  void unbounded_letsAllGo() {
    Openings free = new Openings(false, () -> now);
    for (int i = 0; i < 3; i++) {
      assertFalse(free.enter(() -> gone.add(gone.size())).isOpening());
    }
    assertGone(3);
  }

  /**
   * Some open, some fail, some give up while they wait: whoever is left over would wait for ever.
   */
  @Test
  void manyThreads_leaveNobodyBehind() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    AtomicInteger opening = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try {
      List<CompletableFuture<Void>> ended =
          IntStream.range(0, 20_000)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(() -> {}, threads)
                          .thenCompose(begun -> pass(i, threads, opening, most)))
              .toList();
      CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).join();
    } finally {
      threads.shutdown();
    }
    assertTrue(most.get() <= AT_ONCE, "so many at once: " + most);
    assertEquals(0, opening.get());
    enter(1);
    turns.get(0).opened();
    enter(2);
    assertGone(3);
  }

  private CompletableFuture<Void> pass(
      int i, ExecutorService threads, AtomicInteger opening, AtomicInteger most) {
    CompletableFuture<Void> go = new CompletableFuture<>();
    Openings.Turn turn = openings.enter(() -> go.complete(null));
    if (i % 5 == 0) {
      turn.ended();
      return CompletableFuture.completedFuture(null);
    }
    return go.thenRunAsync(
        () -> {
          boolean counted = turn.isOpening();
          if (counted) {
            most.accumulateAndGet(opening.incrementAndGet(), Math::max);
            opening.decrementAndGet();
          }
          if (i % 3 != 0) {
            turn.opened();
          }
          turn.ended();
        },
        threads);
  }
}
