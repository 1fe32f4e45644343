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
  private final Failure missing = Failure.of(Problem.ENTRY_NOT_FOUND, "Nothing here.");

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
    "GET, MALFORMED_REQUEST, ",
    "HEAD, INTERNAL, ",
    "PUT, MALFORMED_REQUEST, NOT_APPLIED",
    "POST, METHOD_NOT_ALLOWED, NOT_APPLIED",
    "DELETE, INTERNAL, UNKNOWN",
  })
  void told_toWhoWrites_hasAnOutcome(String method, Problem problem, Outcome outcome) {
    Failure failure = Failure.of(problem, "It is so.");

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
    "400, MALFORMED_REQUEST",
    "401, UNAUTHENTICATED",
    "403, FORBIDDEN",
    "404, RESOURCE_NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "406, NOT_ACCEPTABLE",
    "408, REQUEST_TIMEOUT",
    "413, TOO_LARGE",
    "414, MALFORMED_REQUEST",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "431, HEADERS_TOO_LARGE",
    "500, INTERNAL",
    "501, NOT_IMPLEMENTED",
    "502, INTERNAL",
    "503, STORE_UNAVAILABLE",
    "505, INTERNAL",
  })
  void ofStatus_ofTheContainer_isTheEntryOfTheCatalogue(int status, Problem problem) {
    Failure failure = Problems.ofStatus(status);

    assertEquals(problem, failure.problem());
    assertEquals(problem.title() + ".", failure.detail());
  }
}
