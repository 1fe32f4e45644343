package io.vedette.redis;

import io.vedette.failure.Causes;
import io.vedette.redis.FieldRead.Mark;
import io.vedette.redis.SharedCalls.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandBatchService;

/** Calls in one round trip, on one connection to the master. */
final class CallBatch {
  private static final RedisCommand<List<Object>> FIELDS =
      new RedisCommand<>(RedisCommands.EVAL_LIST, "HMGET");

  private static final RedisCommand<List<Object>> ALL_FIELDS =
      new RedisCommand<>(RedisCommands.EVAL_LIST, "HGETALL");

  private static final String ONE_SLOT = "";

  private final CommandBatchService commands;

  CallBatch(RedissonClient client, Duration attempt) {
    this.commands =
        new CommandBatchService(
            ((Redisson) client).getCommandExecutor(),
            BatchOptions.defaults()
                .retryAttempts(0)
                .responseTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Answers each; the stage ends when the connection is free. */
  CompletionStage<?> send(List<Waiting> batch) {
    try {
      return sent(batch);
    } catch (RuntimeException e) {
      batch.forEach(one -> one.answer().completeExceptionally(e));
      return CompletableFuture.completedFuture(null);
    }
  }

  private CompletionStage<?> sent(List<Waiting> batch) {
    batch.forEach(this::add);
    return commands
        .executeAsync()
        .handle(
            (done, cause) -> {
              batch.forEach(one -> end(one, cause));
              return null;
            });
  }

  private void add(Waiting one) {
    if (one.command() instanceof ScriptCall call) {
      call.addTo(commands, one.bySource()).whenComplete(one::answered);
    } else if (one.command() instanceof FieldRead read) {
      add(one, read);
    }
  }

  private void add(Waiting one, FieldRead read) {
    read.mark().ifPresent(this::add);
    List<RFuture<List<Object>>> replies =
        read.keys().stream().map(key -> add(key, read.fields())).toList();
    replies.get(replies.size() - 1).whenComplete((last, cause) -> answer(one, replies));
  }

  private RFuture<List<Object>> add(byte[] key, List<byte[]> fields) {
    Object[] words = new Object[1 + fields.size()];
    words[0] = key;
    for (int i = 0; i < fields.size(); i++) {
      words[i + 1] = fields.get(i);
    }
    return commands.writeAsync(
        ONE_SLOT, ByteArrayCodec.INSTANCE, fields.isEmpty() ? ALL_FIELDS : FIELDS, words);
  }

  /** They are answered in order. */
  private static void answer(Waiting one, List<RFuture<List<Object>>> replies) {
    List<Object> all = new ArrayList<>();
    try {
      replies.forEach(reply -> all.addAll(reply.toCompletableFuture().join()));
      one.answer().complete(all);
    } catch (CompletionException | CancellationException e) {
      one.answer().completeExceptionally(Causes.of(e));
    }
  }

  private void add(Mark mark) {
    RFuture<Object> marked =
        commands.writeAsync(
            ONE_SLOT,
            ByteArrayCodec.INSTANCE,
            RedisCommands.SET,
            mark.key(),
            "",
            "PX",
            mark.time().toMillis());
    marked.toCompletableFuture().exceptionally(full -> null);
  }

  /** A batch that failed as a whole has told none of those in it. */
  private static void end(Waiting one, @Nullable Throwable cause) {
    one.answer()
        .completeExceptionally(
            cause == null ? new RedisResponseTimeoutException("no answer") : cause);
  }
}
