package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.metrics.FakeRegistry;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisResponseTimeoutException;

/** What a caller is told of a call, over all its attempts. */
@Timeout(20)
class CallTest {
  private final RuntimeException neverSent = new RedisConnectionException("never sent");
  private final RuntimeException refused = new RedisReadonlyException("READONLY");
  private final RuntimeException unanswered = new RedisResponseTimeoutException("silence");
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final FakeRedis server = new FakeRedis();
  private final FakeRegistry registry = new FakeRegistry();
  private final Redis redis =
      new Redis(
          server.connector,
          server.config,
          new Hops(Runnable::run),
          () -> 0L,
          new CallMetrics(registry.measurements()));

  private CompletableFuture<List<Object>> run(Script script) {
    return redis.run(AllScripts.empty(script)).toCompletableFuture();
  }

  private Throwable thrown(Script script) {
    CompletableFuture<List<Object>> reply = run(script);
    return Objects.requireNonNull(
        assertThrows(ExecutionException.class, () -> reply.get(10, TimeUnit.SECONDS)).getCause());
  }

  private void fails(Script script, Problem problem, Optional<Outcome> outcome) {
    Failure failure = assertInstanceOf(Failure.class, thrown(script));
    assertAll(
        () -> assertEquals(problem, failure.problem()),
        () -> assertEquals(outcome, failure.outcome()),
        () -> assertEquals(Optional.of(SHORTEST_WAIT), failure.retryAfter()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry-write", "entry-delete", "entry-expire"})
  void write_masterAway_isRefusedAtOnceAsNotApplied(String label) {
    fails(AllScripts.script(label), Problem.STORE_UNAVAILABLE, Optional.of(Outcome.NOT_APPLIED));

    assertEquals(List.of(), server.sent);
    assertEquals("redis_call_errors_total{script=" + label + ",kind=away} 1\n", registry.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry-read", "entry-list"})
  void read_masterAway_isRefusedAtOnceWithoutOutcome(String label) {
    fails(AllScripts.script(label), Problem.STORE_UNAVAILABLE, Optional.empty());

    assertEquals(List.of(), server.sent);
  }

  @Test
  void run_answered_isTheReply() throws Exception {
    server.connected().willAnswer(1L, "x");

    assertEquals(List.of(1L, "x"), run(AllScripts.script("entry-read")).get(5, TimeUnit.SECONDS));
    assertEquals("redis_call_duration_seconds{script=entry-read} 1\n", registry.text());
  }

  @Test
  void write_firstNotExecuted_isSentAgain() throws Exception {
    server.connected().willFail(neverSent, refused);
    server.willAnswer(1L);

    assertEquals(List.of(1L), run(AllScripts.script("entry-write")).get(5, TimeUnit.SECONDS));
    assertEquals(List.of("entry-write", "entry-write", "entry-write"), server.sent);
    assertEquals(
        """
        redis_call_duration_seconds{script=entry-write} 1
        redis_call_errors_total{script=entry-write,kind=not_executed} 2
        """,
        registry.text());
  }

  @Test
  void write_firstUnanswered_isSentAgain() throws Exception {
    server.connected().willFail(unanswered);
    server.willAnswer(1L);

    assertEquals(List.of(1L), run(AllScripts.script("entry-write")).get(5, TimeUnit.SECONDS));
  }

  @Test
  void write_neverExecutedUntilTheDeadline_isNotApplied() {
    server
        .connected()
        .willFail(
            new RuntimeException[] {
              neverSent, refused, neverSent, neverSent, neverSent, neverSent, neverSent, neverSent,
              neverSent, neverSent, neverSent, neverSent, neverSent, neverSent, neverSent,
            });

    fails(
        AllScripts.script("entry-write"),
        Problem.STORE_UNAVAILABLE,
        Optional.of(Outcome.NOT_APPLIED));
    assertTrue(server.sent.size() > 1, server.sent::toString);
  }

  @Test
  void write_unansweredOnceAndNeverExecutedAfter_isUnknown() {
    server.connected().willFail(unanswered);
    for (int i = 0; i < 15; i++) {
      server.willFail(neverSent);
    }

    fails(AllScripts.script("entry-write"), Problem.OUTCOME_UNKNOWN, Optional.of(Outcome.UNKNOWN));
  }

  @Test
  void write_noAnswerAtAll_isUnknownAtTheDeadline() {
    server.connected();
    long started = System.nanoTime();

    fails(AllScripts.script("entry-write"), Problem.OUTCOME_UNKNOWN, Optional.of(Outcome.UNKNOWN));
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    assertTrue(took.compareTo(server.config.deadline()) >= 0, took::toString);
    assertEquals(List.of("entry-write"), server.sent);
  }

  @Test
  void read_noAnswerAtAll_isUnavailableWithoutOutcome() {
    server.connected();

    fails(AllScripts.script("entry-read"), Problem.STORE_UNAVAILABLE, Optional.empty());
  }

  @Test
  void run_masterFoundAwayBetweenAttempts_doesNotWaitForTheDeadline() {
    server.connected();
    CompletableFuture<List<Object>> first = new CompletableFuture<>();
    server.answers.add(first);
    CompletableFuture<List<Object>> reply = run(AllScripts.script("entry-write"));
    server.heartbeat = CompletableFuture.failedFuture(neverSent);
    server.ticks(2);
    first.completeExceptionally(neverSent);

    assertTrue(reply.isCompletedExceptionally());
    assertEquals(List.of("entry-write"), server.sent);
  }

  @Test
  void write_refusedForLackOfMemory_isFullAndNotApplied() {
    server.connected().willFail(new RedisOutOfMemoryException("command not allowed"));

    fails(AllScripts.script("entry-write"), Problem.STORE_FULL, Optional.of(Outcome.NOT_APPLIED));
    assertEquals(1, server.sent.size());
  }

  @Test
  void run_scriptIsWrong_isAFaultAndNotSentAgain() {
    RedisException fault = new RedisException("ERR user_script:1: attempt to index a nil value");
    server.connected().willFail(fault);

    assertEquals(fault, thrown(AllScripts.script("entry-read")));
    assertEquals(1, server.sent.size());
  }

  @Test
  void run_answeredAfterTheDeadline_staysAsItWasTold() {
    server.connected();
    CompletableFuture<List<Object>> late = new CompletableFuture<>();
    server.answers.add(late);

    fails(AllScripts.script("entry-write"), Problem.OUTCOME_UNKNOWN, Optional.of(Outcome.UNKNOWN));
    late.complete(List.of(1L));
    assertEquals(0, server.connector.inFlight());
  }

  @Test
  void run_moreThanMayBeInFlight_isRefusedUnsent() {
    server.connected();
    List<CompletableFuture<List<Object>>> calls =
        Stream.generate(() -> run(AllScripts.script("entry-read")))
            .limit(Redis.MOST_CALLS)
            .toList();
    assertEquals(calls.size(), server.connector.inFlight());

    fails(AllScripts.script("entry-write"), Problem.OVERLOADED, Optional.of(Outcome.NOT_APPLIED));
    fails(AllScripts.script("entry-read"), Problem.OVERLOADED, Optional.empty());
    assertFalse(server.sent.contains("entry-write"));
    assertEquals(
        """
        redis_call_errors_total{script=entry-read,kind=overload} 1
        redis_call_errors_total{script=entry-write,kind=overload} 1
        """,
        registry.text());
  }

  @Test
  void operationMemory_outlivesTheLastAttempt() {
    assertEquals(server.config.deadline().multipliedBy(5), redis.operationMemory());
  }

  @Test
  void persisted_thatRedisCannotTell_isRefusedBeforeAnythingIsSent() {
    server.connected();
    CompletableFuture<Reply> reply =
        redis
            .run(AllScripts.empty(AllScripts.script("entry-write")), Durability.PERSISTED)
            .toCompletableFuture();

    Failure failure =
        assertInstanceOf(
            Failure.class,
            assertThrows(ExecutionException.class, () -> reply.get(5, TimeUnit.SECONDS))
                .getCause());
    assertEquals(Problem.CANNOT_HONOUR_PREFERENCE, failure.problem());
    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
    assertEquals(List.of(), server.sent);
  }
}
