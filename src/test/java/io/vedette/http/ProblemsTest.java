package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
  private final Failure away =
      Failure.of(Problem.STORE_UNAVAILABLE, "Redis is away.").retryAfter(Duration.ofSeconds(2));
  private final Failure missing = Failure.of(Problem.RESOURCE_NOT_FOUND, "Nothing here.");

  /** Keeps what is logged from the console. */
  private static final class Log extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(Problems.class.getName());
    private final List<LogRecord> records = new ArrayList<>();

    Log() {
      logger.setUseParentHandlers(false);
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void answer_aFailure_isADocumentThatIsNotStored() {
    Response answer = Problems.answer(missing, "id-1").build();

    assertAll(
        () -> assertEquals(404, answer.getStatus()),
        () -> assertEquals("application/problem+json", answer.getHeaderString("Content-Type")),
        () -> assertEquals("no-store", answer.getHeaderString("Cache-Control")),
        () -> assertNull(answer.getHeaderString("Retry-After")),
        () -> assertEquals(ProblemDocument.of(missing, "id-1"), answer.getEntity()));
  }

  @Test
  void answer_aFailureThatPasses_tellsWhenToTryAgain() {
    assertEquals("2", Problems.answer(away, "id-1").build().getHeaderString("Retry-After"));
  }

  @Test
  void answered_aStageThatFails_isTheAnswerToIt() {
    CompletableFuture<Response> failed = CompletableFuture.failedFuture(away);
    Response answer =
        Problems.answered(failed.thenApply(none -> none), "id-1").toCompletableFuture().join();

    assertEquals(503, answer.getStatus());
  }

  @Test
  void failure_wrapped_isTheFailureItself() {
    assertSame(away, Problems.failure(new CompletionException(away), "id-1"));
  }

  @Test
  void failure_aFault_tellsNothingButIsLoggedWhole() {
    IllegalStateException fault = new IllegalStateException("secret of 10.0.0.1");
    try (Log log = new Log()) {
      Failure failure = Problems.failure(new CompletionException(fault), "id-1");

      assertAll(
          () -> assertEquals(Problem.INTERNAL, failure.problem()),
          () ->
              assertEquals(
                  "The log of the service has more under this request id.", failure.detail()),
          () -> assertEquals(1, log.records.size()),
          () -> assertEquals("Fault in request id-1", log.records.get(0).getMessage()),
          () -> assertSame(fault, log.records.get(0).getThrown()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 400, ",
    "HEAD, 500, ",
    "PUT, 400, NOT_APPLIED",
    "POST, 405, NOT_APPLIED",
    "DELETE, 500, UNKNOWN",
  })
  void told_toWhoWrites_hasAnOutcome(String method, int status, Outcome outcome) {
    Failure failure = Problems.ofStatus(status);

    assertEquals(
        Optional.ofNullable(outcome),
        Problems.told(failure, FakeRequest.of(method, "/").request()).outcome());
    assertEquals(
        Optional.of(Outcome.APPLIED),
        Problems.told(failure.with(Outcome.APPLIED), FakeRequest.of(method, "/").request())
            .outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "400, malformed-request",
    "401, unauthenticated",
    "403, forbidden",
    "404, resource-not-found",
    "405, method-not-allowed",
    "406, not-acceptable",
    "408, request-timeout",
    "413, too-large",
    "414, malformed-request",
    "415, unsupported-media-type",
    "431, headers-too-large",
    "500, internal",
    "501, not-implemented",
    "502, internal",
    "503, store-unavailable",
    "505, internal",
  })
  void ofStatus_ofTheContainer_isTheEntryOfTheCatalogue(int status, String code) {
    Failure failure = Problems.ofStatus(status);

    assertEquals(code, failure.problem().code());
    assertEquals(failure.problem().title() + ".", failure.detail());
  }
}
