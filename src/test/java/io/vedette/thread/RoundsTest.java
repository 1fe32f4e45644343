package io.vedette.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final int MANY = 5_000;

  private final List<Integer> begun = new ArrayList<>();
  private final List<CompletableFuture<Void>> work = new ArrayList<>();
  private List<Integer> things = IntStream.range(0, MANY).boxed().toList();

  private Rounds<Integer> rounds(CompletableFuture<Void> each) {
    return new Rounds<>(
        3,
        () -> things,
        thing -> {
          begun.add(thing);
          CompletableFuture<Void> one = each.copy();
          work.add(one);
          return one;
        },
        new Hops(Runnable::run));
  }

  @Test
  void manyThings_areDoneAFewAtATime() {
    rounds(new CompletableFuture<>()).begin();

    for (int done = 0; done < MANY; done++) {
      assertEquals(Math.min(MANY, done + 3), begun.size());
      work.get(done).complete(null);
    }
    assertEquals(things, begun);
  }

  @Test
  void round_beginsWhenTheLastHasEnded() {
    Rounds<Integer> rounds = rounds(new CompletableFuture<>());
    things = List.of(1, 2);
    rounds.begin();
    things = List.of(3);
    rounds.begin();
    work.get(0).complete(null);
    rounds.begin();
    assertEquals(List.of(1, 2), begun);

    work.get(1).completeExceptionally(new IllegalStateException("away"));
    rounds.begin();
    assertEquals(List.of(1, 2, 3), begun);
  }

  @Test
  void thingsThatFailAtOnce_doNotPileUp() {
    Rounds<Integer> rounds =
        rounds(CompletableFuture.failedFuture(new IllegalStateException("away")));
    rounds.begin();
    rounds.begin();

    assertEquals(2 * MANY, begun.size());
  }
}
