package io.vedette.redis;

import io.vedette.failure.Causes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandBatchService;

/** Puts values where scripts find them: with their time or not at all, wherever it breaks off. */
final class Staging {
  private static final RedisCommand<Object> HSET = new RedisCommand<>("HSET");
  private static final String ONE_SLOT = "";

  private Staging() {}

  /** One attempt. */
  static CompletionStage<?> send(RedissonClient client, Duration attempt, Staged staged) {
    try {
      return sent(client, attempt, staged);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletionStage<?> sent(RedissonClient client, Duration attempt, Staged staged) {
    CommandBatchService commands =
        new CommandBatchService(
            ((Redisson) client).getCommandExecutor(),
            BatchOptions.defaults()
                .executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC)
                .retryAttempts(0)
                .responseTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS));
    CompletableFuture<?> put =
        commands
            .writeAsync(
                ONE_SLOT,
                ByteArrayCodec.INSTANCE,
                HSET,
                staged.key(),
                staged.field(),
                staged.value())
            .toCompletableFuture();
    CompletableFuture<?> expiry =
        commands
            .writeAsync(
                ONE_SLOT,
                ByteArrayCodec.INSTANCE,
                RedisCommands.PEXPIRE,
                staged.key(),
                staged.time().toMillis())
            .toCompletableFuture();
    return commands
        .executeAsync()
        .toCompletableFuture()
        .thenCompose(done -> CompletableFuture.allOf(put, expiry))
        .exceptionallyCompose(Staging::unlessAborted);
  }

  /** What Redis has refused is not told of a transaction; the script finds nothing, and is told. */
  private static CompletionStage<Void> unlessAborted(Throwable thrown) {
    return String.valueOf(Causes.of(thrown).getMessage()).startsWith("EXECABORT")
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.failedStage(thrown);
  }
}
