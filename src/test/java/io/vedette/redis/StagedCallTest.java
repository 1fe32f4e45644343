package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.metrics.FakeRegistry;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisResponseTimeoutException;

/** What a caller is told of a call whose large value is staged before. */
@Timeout(20)
class StagedCallTest {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final RuntimeException unanswered = new RedisResponseTimeoutException("silence");
  private final FakeRedis server = new FakeRedis();
  private final Redis redis =
      new Redis(
          server.connector,
          server.config,
          new Hops(Runnable::run),
          () -> 0L,
          new CallMetrics(new FakeRegistry().measurements()));

  private CompletableFuture<List<Object>> runStaged() {
    Staged staged = new Staged(new byte[0], new byte[0], new byte[0], SHORTEST_WAIT);
    ScriptCall call = AllScripts.empty(AllScripts.script("entry-write")).staging(staged);
    return redis.run(call).toCompletableFuture();
  }

  private Failure failure(CompletableFuture<List<Object>> reply) {
    return assertInstanceOf(
        Failure.class,
        assertThrows(ExecutionException.class, () -> reply.get(10, TimeUnit.SECONDS)).getCause());
  }

  @Test
  void stagedWrite_whatIsStagedGetsLost_isStagedAgain() throws Exception {
    server.connected().willAnswer();
    server.willAnswer(Fields.ascii(Staged.GONE));
    server.willFail(unanswered);
    server.willAnswer();
    server.willAnswer(1L);

    assertEquals(List.of(1L), runStaged().get(5, TimeUnit.SECONDS));
    assertEquals(List.of("staged", "entry-write", "staged", "staged", "entry-write"), server.sent);
  }

  /** Whatever becomes of what is staged, the write itself has not been sent. */
  @Test
  void stagedWrite_neverStagedUntilTheDeadline_isNotApplied() {
    server.connected();

    Failure failure = failure(runStaged());

    assertEquals(Problem.STORE_UNAVAILABLE, failure.problem());
    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
    assertEquals(List.of("staged"), server.sent);
  }

  @Test
  void stagedWrite_unansweredUntilTheDeadline_isUnknown() {
    server.connected().willAnswer();

    assertEquals(Optional.of(Outcome.UNKNOWN), failure(runStaged()).outcome());
  }

  @Test
  void stagedWrite_noMemoryForIt_isRefusedAsThat() {
    server.connected().willFail(new RedisOutOfMemoryException("OOM"));

    Failure failure = failure(runStaged());

    assertEquals(Problem.STORE_FULL, failure.problem());
    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
  }
}
