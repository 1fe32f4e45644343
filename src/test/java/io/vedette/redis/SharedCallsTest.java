package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.redis.SharedCalls.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisNoScriptException;

class SharedCallsTest {
  private static final byte[] KEY = {};

  private final List<List<Waiting>> sent = new ArrayList<>();
  private final List<CompletableFuture<Void>> connections = new ArrayList<>();
  private final SharedCalls calls = new SharedCalls(this::send);
  private boolean wanted = true;

  private CompletionStage<?> send(List<Waiting> batch) {
    CompletableFuture<Void> connection = new CompletableFuture<>();
    sent.add(batch);
    connections.add(connection);
    return connection;
  }

  private CompletableFuture<List<Object>> read() {
    return read(1);
  }

  private CompletableFuture<List<Object>> read(int keys) {
    FieldRead read =
        new FieldRead("test", Collections.nCopies(keys, KEY), List.of(KEY), Optional.empty());
    return calls.add(read, () -> wanted).toCompletableFuture();
  }

  private CompletableFuture<List<Object>> run(int bytes) {
    ScriptCall call = AllScripts.script("cache-sizes").on().rest(new byte[bytes]);
    return calls.add(call, () -> wanted).toCompletableFuture();
  }

  private void reads(int count) {
    for (int i = 0; i < count; i++) {
      assertFalse(read().isDone());
    }
  }

  private List<Integer> sizes() {
    return sent.stream().map(List::size).toList();
  }

  @Test
  void read_whileAConnectionIsFree_isSentAtOnce() {
    reads(2);

    assertEquals(List.of(1, 1), sizes());
  }

  @Test
  void reads_thatComeMeanwhile_makeTheNextBatch() {
    reads(5);
    assertEquals(List.of(1, 1), sizes());

    connections.get(0).complete(null);
    assertEquals(List.of(1, 1, 3), sizes());
  }

  @Test
  void batch_hasItsBounds_andTheNextOneGoesOn() {
    reads(2 + 300);
    connections.get(0).complete(null);
    connections.get(1).completeExceptionally(new IllegalStateException("lost"));
    connections.get(2).complete(null);

    assertEquals(List.of(1, 1, 128, 128, 44), sizes());
  }

  @Test
  void batch_countsTheKeysOfItsReads() {
    reads(2);
    List.of(100, 20, 8, 100, 29).forEach(keys -> assertFalse(read(keys).isDone()));
    connections.get(0).complete(null);
    connections.get(1).complete(null);
    connections.get(2).complete(null);

    assertEquals(List.of(1, 1, 3, 1, 1), sizes());
  }

  @Test
  void batch_countsTheBytesOfItsScripts_andTakesALargeOneAlone() {
    reads(2);
    List.of(1, 8192 * 100, 8192 * 30, 8192 * 500, 1)
        .forEach(bytes -> assertFalse(run(bytes).isDone()));
    connections.get(0).complete(null);
    connections.get(1).complete(null);
    connections.get(2).complete(null);
    connections.get(3).complete(null);

    assertEquals(List.of(1, 1, 2, 1, 1, 1), sizes());
  }

  @Test
  void script_thatRedisDoesNotKnow_goesAgainWhole() {
    CompletableFuture<List<Object>> answer = run(1);
    assertFalse(sent.get(0).get(0).bySource());
    sent.get(0).get(0).answered(null, new RedisNoScriptException("NOSCRIPT"));
    assertFalse(answer.isDone());

    assertTrue(sent.get(1).get(0).bySource());
    sent.get(1).get(0).answered(List.of("done"), null);
    assertEquals(List.of("done"), answer.join());
  }

  @Test
  void script_thatFailsOtherwise_doesNotGoAgain() {
    CompletableFuture<List<Object>> answer = run(1);
    sent.get(0).get(0).answered(null, new IllegalStateException("lost"));

    assertTrue(answer.isCompletedExceptionally());
    assertEquals(List.of(1), sizes());
  }

  @Test
  void answer_isThatOfItsOwnRead() {
    CompletableFuture<List<Object>> one = read();
    CompletableFuture<List<Object>> other = read();

    sent.get(1).get(0).answer().complete(List.of("other"));
    assertFalse(one.isDone());
    assertEquals(List.of("other"), other.join());

    sent.get(0).get(0).answer().completeExceptionally(new IllegalStateException("lost"));
    assertTrue(one.isCompletedExceptionally());
  }

  /** After an outage the living must not wait behind the dead. */
  @Test
  void reads_thatNobodyWaitsForAnyMore_areNotSent() {
    reads(2);
    CompletableFuture<List<Object>> late = read();
    wanted = false;
    connections.get(0).complete(null);

    assertEquals(List.of(1, 1), sizes());
    assertTrue(late.isCompletedExceptionally());
    wanted = true;
    reads(1);
    assertEquals(List.of(1, 1, 1), sizes());
  }
}
