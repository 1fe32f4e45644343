package io.vedette.redis;

import io.vedette.redis.client.RedisConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandBatchService;

/**
 * A group of writes and the wait for their replicas, one after the other on one connection. On any
 * other the wait might be answered by another master, which never saw the writes.
 *
 * <p>Redisson's own batches do not tell whether the master itself has persisted what they wrote.
 */
final class DurableBatch {
  private static final String ONE_SLOT = "";
  private static final int MARK_MILLIS = 60_000;

  /** How often an idle Redis looks whether a wait is over. */
  private static final long TICK_MILLIS = 100;

  private static final long AT_ONCE_MILLIS = 5;

  private final CommandBatchService commands;

  DurableBatch(RedissonClient client, RedisConfig config, long patienceMillis) {
    this.commands =
        new CommandBatchService(
            ((Redisson) client).getCommandExecutor(),
            BatchOptions.defaults()
                .retryAttempts(0)
                .responseTimeout(
                    config.attemptTimeout().toMillis() + patienceMillis, TimeUnit.MILLISECONDS));
  }

  /** One script of the group. */
  CompletableFuture<List<Object>> add(GroupCommit.Write write) {
    return write.call().addTo(commands, write.bySource()).toCompletableFuture();
  }

  /**
   * The wait. From Redis 7.2 on it is for the last write of its own connection only: a repeated
   * script that wrote nothing, because an attempt on another connection had, would wait for none.
   *
   * @param mark a key to write first
   */
  CompletionStage<Acknowledgement> await(Durability durability, byte[] mark, long patienceMillis) {
    RFuture<Object> marked =
        commands.writeAsync(
            ONE_SLOT, ByteArrayCodec.INSTANCE, RedisCommands.SET, mark, "1", "PX", MARK_MILLIS);
    // Refused for lack of memory it is missed by nobody who has just deleted something.
    marked.toCompletableFuture().exceptionally(cause -> null);
    if (durability == Durability.PERSISTED) {
      return awaitDisk(patienceMillis);
    }
    RFuture<Integer> count =
        commands.writeAsync(ONE_SLOT, StringCodec.INSTANCE, RedisCommands.WAIT, 1, patienceMillis);
    return count.thenApply(replicas -> new Acknowledgement(false, replicas));
  }

  /**
   * Replicas are asked when a wait begins, tell what is on their disk before the write is, and come
   * back to it once a second by themselves. So they are asked again and again; what follows the
   * first wait with success ends at once.
   */
  private CompletionStage<Acknowledgement> awaitDisk(long patienceMillis) {
    RFuture<List<Integer>> counts = awaitDiskFor(AT_ONCE_MILLIS);
    for (long left = patienceMillis - TICK_MILLIS; left > 0; left -= TICK_MILLIS) {
      counts = awaitDiskFor(TICK_MILLIS - AT_ONCE_MILLIS);
    }
    return counts.thenApply(count -> new Acknowledgement(count.get(0) > 0, count.get(1)));
  }

  private RFuture<List<Integer>> awaitDiskFor(long millis) {
    return commands.writeAsync(ONE_SLOT, StringCodec.INSTANCE, RedisCommands.WAITAOF, 1, 1, millis);
  }

  /** Sends all; what was added is answered then. The stage ends when the connection is free. */
  CompletionStage<@Nullable Object> send() {
    return commands.executeAsync().handle((done, cause) -> null);
  }
}
