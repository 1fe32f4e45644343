package io.vedette.redis;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.redis.client.RedisConfig;
import io.vedette.thread.Hops;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisResponseTimeoutException;

/** Sends writes that wait for replicas, and says of each what became of it. */
final class DurableWrites {
  /** A replica in memory answers in a round trip: half a second of silence is a fault. */
  private static final double SHARE_OF_REPLICATED = 0.25;

  /** A disk is asked once a second by default. */
  private static final double SHARE_OF_PERSISTED = 0.75;

  private static final double SHARE_APART = 0.2;

  private final RedisConfig config;
  private final Supplier<@Nullable RedissonClient> client;
  private final Hops hops;
  private final byte[] mark;
  private final Map<Durability, GroupCommit> commits = new EnumMap<>(Durability.class);

  DurableWrites(RedisConfig config, Supplier<@Nullable RedissonClient> client, Hops hops) {
    this.config = config;
    this.client = client;
    this.hops = hops;
    this.mark = new KeySpace(config.keyPrefix()).mark();
    prepare(Durability.REPLICATED, SHARE_OF_REPLICATED, 0);
    prepare(Durability.PERSISTED, SHARE_OF_PERSISTED, SHARE_APART);
  }

  private void prepare(Durability durability, double share, double apart) {
    commits.put(
        durability,
        new GroupCommit(
            (group, patience) -> send(durability, group, patience),
            (long) (config.deadline().toNanos() * share),
            (long) (config.deadline().toNanos() * apart),
            hops));
  }

  void send(Durability durability, GroupCommit.Write write) {
    GroupCommit commit = commits.get(durability);
    if (commit == null) {
      throw new IllegalArgumentException("nothing to wait for");
    }
    commit.add(write);
  }

  private CompletionStage<?> send(
      Durability durability, List<GroupCommit.Write> group, long patience) {
    RedissonClient connected = client.get();
    if (connected == null) {
      RuntimeException cause = new RedisConnectionException("not connected yet");
      group.forEach(write -> write.answer().completeExceptionally(cause));
      return CompletableFuture.completedFuture(null);
    }
    try {
      long millis = Math.max(1, NANOSECONDS.toMillis(patience));
      DurableBatch batch = new DurableBatch(connected, config, millis);
      List<CompletableFuture<List<Object>>> replies = group.stream().map(batch::add).toList();
      CompletableFuture<Acknowledgement> wait =
          batch.await(durability, mark, millis).toCompletableFuture();
      return batch
          .send()
          .thenAccept(
              done -> {
                for (int i = 0; i < group.size(); i++) {
                  settle(durability, group.get(i), replies.get(i), wait);
                }
              });
    } catch (RuntimeException e) {
      group.forEach(write -> write.answer().completeExceptionally(e));
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Both are known by now. */
  private void settle(
      Durability durability,
      GroupCommit.Write write,
      CompletableFuture<List<Object>> reply,
      CompletableFuture<Acknowledgement> wait) {
    Throwable refused = causeOf(reply);
    if (refused instanceof RedisNoScriptException && !write.bySource()) {
      send(durability, write.withSource());
    } else if (refused != null) {
      write.answer().completeExceptionally(refused);
    } else if (causeOf(wait) == null) {
      write.answer().complete(new Reply(reply.join(), wait.join().shortOf(durability)));
    } else if (isRefusal(causeOf(wait))) {
      Failure failure =
          Durability.cannotHonour("The connected Redis has the write, and refuses to wait for it.");
      write.answer().complete(new Reply(reply.join(), Optional.of(failure.with(Outcome.APPLIED))));
    } else {
      // Whatever the master wrote may be gone with it; its operation id lets it be sent again.
      write.answer().completeExceptionally(new RedisResponseTimeoutException("no answer to WAIT"));
    }
  }

  private static boolean isRefusal(@Nullable Throwable cause) {
    String said = String.valueOf(cause == null ? null : cause.getMessage());
    return said.startsWith("NOPERM")
        || said.contains("appendonly is disabled")
        || said.contains("unknown command");
  }

  private static @Nullable Throwable causeOf(CompletableFuture<?> done) {
    try {
      done.getNow(null);
      return done.isDone() ? null : new RedisResponseTimeoutException("no answer");
    } catch (CompletionException e) {
      return e.getCause();
    } catch (RuntimeException e) {
      return e;
    }
  }
}
