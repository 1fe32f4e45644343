package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.thread.Hops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How writes are put together. */
@Timeout(20)
class GroupCommitTest {
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long FAR = TimeUnit.HOURS.toNanos(1);

  private static final Hops HOPS = new Hops(Runnable::run);

  private final List<Integer> sizes = new ArrayList<>();
  private final List<Long> patience = new ArrayList<>();
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> underWay =
      new ConcurrentLinkedQueue<>();

  private CompletionStage<?> send(List<GroupCommit.Write> group, Long nanos) {
    sizes.add(group.size());
    patience.add(nanos);
    CompletableFuture<Void> end = new CompletableFuture<>();
    underWay.add(end);
    return end;
  }

  private GroupCommit commit() {
    return new GroupCommit(this::send, LONGEST, 0, HOPS);
  }

  private static GroupCommit.Write write(int bytes, long left, BooleanSupplier begin) {
    return new GroupCommit.Write(
        AllScripts.script("cache-sizes").on().rest(new byte[bytes]),
        begin,
        System.nanoTime() + left,
        false,
        new CompletableFuture<>());
  }

  private static GroupCommit.Write write() {
    return write(1, FAR, () -> true);
  }

  private void end() {
    underWay.remove().complete(null);
  }

  @Test
  void writes_whileAllLanesAreTaken_makeTheNextGroup() {
    GroupCommit commit = commit();
    for (int i = 0; i < 10; i++) {
      commit.add(write());
    }
    assertEquals(List.of(1, 1), sizes);

    end();
    assertEquals(List.of(1, 1, 8), sizes);
    end();
    end();
    commit.add(write());
    assertEquals(List.of(1, 1, 8, 1), sizes);
  }

  @Test
  void group_thatFails_freesItsLane() {
    GroupCommit commit = commit();
    for (int i = 0; i < 3; i++) {
      commit.add(write());
    }

    underWay.remove().completeExceptionally(new IllegalStateException("broken"));
    assertEquals(List.of(1, 1, 1), sizes);
  }

  @Test
  void groups_areBoundedInNumberAndBytes() {
    GroupCommit commit = commit();
    commit.add(write());
    commit.add(write());
    for (int i = 0; i < 300; i++) {
      commit.add(write());
    }
    end();
    assertEquals(256, sizes.get(2));
    end();
    assertEquals(44, sizes.get(3));

    commit.add(write(3_000_000, FAR, () -> true));
    commit.add(write(1_000_000, FAR, () -> true));
    commit.add(write(1_000_000, FAR, () -> true));
    end();
    assertEquals(List.of(1, 1, 256, 44, 1), sizes, "one too large goes alone");
  }

  @Test
  void write_thatNobodyWaitsFor_isNotSent() {
    GroupCommit commit = commit();
    commit.add(write(1, FAR, () -> false));
    assertEquals(List.of(), sizes);

    commit.add(write());
    assertEquals(List.of(1), sizes);
  }

  @Test
  void patience_isBoundedByTheNearestDeadline() {
    GroupCommit commit = commit();
    commit.add(write());
    assertEquals(LONGEST, patience.get(0));

    commit.add(write(1, TimeUnit.MILLISECONDS.toNanos(100), () -> true));
    assertTrue(patience.get(1) <= TimeUnit.MILLISECONDS.toNanos(80), patience::toString);
  }

  @Test
  void groups_apart_beginWhenTimeHasCome() throws Exception {
    CompletableFuture<Void> second = new CompletableFuture<>();
    GroupCommit commit =
        new GroupCommit(
            (group, nanos) -> {
              if (!sizes.isEmpty()) {
                second.complete(null);
              }
              return send(group, nanos);
            },
            LONGEST,
            TimeUnit.MILLISECONDS.toNanos(200),
            HOPS);
    long began = System.nanoTime();
    commit.add(write());
    commit.add(write());
    commit.add(write());
    assertEquals(List.of(1), sizes);

    second.get(10, TimeUnit.SECONDS);
    assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(200));
  }
}
