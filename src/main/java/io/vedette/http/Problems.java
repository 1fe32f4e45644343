package io.vedette.http;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Failures as answers. */
public final class Problems {
  /** What the container or JAX-RS means by a status that they choose. */
  private static final List<Problem> OF_A_STATUS =
      List.of(
          Problem.UNAUTHENTICATED,
          Problem.FORBIDDEN,
          Problem.METHOD_NOT_ALLOWED,
          Problem.NOT_ACCEPTABLE,
          Problem.REQUEST_TIMEOUT,
          Problem.CONFLICT,
          Problem.PRECONDITION_FAILED,
          Problem.TOO_LARGE,
          Problem.UNSUPPORTED_MEDIA_TYPE,
          Problem.PRECONDITION_REQUIRED,
          Problem.QUOTA_EXCEEDED,
          Problem.HEADERS_TOO_LARGE,
          Problem.NOT_IMPLEMENTED,
          Problem.STORE_FULL);

  private static final Logger LOG = Logger.getLogger(Problems.class.getName());

  /** What has an outcome is what could have changed something. */
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private Problems() {}

  /** The answer to a failed request; more header fields may be added. */
  public static Response.ResponseBuilder answer(Failure failure, String requestId) {
    Response.ResponseBuilder answer =
        Response.status(failure.problem().status())
            .type(ProblemDocument.MEDIA_TYPE)
            .header("Cache-Control", "no-store")
            .entity(ProblemDocument.of(failure, requestId));
    failure.retryAfter().ifPresent(wait -> answer.header("Retry-After", wait.toSeconds()));
    return answer;
  }

  /** The document of something thrown, as part of another answer. */
  public static JsonObject document(Throwable thrown, String requestId) {
    return ProblemDocument.json(failure(thrown, requestId), requestId);
  }

  /**
   * The stage with every failure turned into its answer: JAX-RS logs each stage that fails as an
   * error of its own.
   */
  public static CompletionStage<Response> answered(
      CompletionStage<Response> stage, String requestId) {
    return stage.exceptionally(thrown -> answer(failure(thrown, requestId), requestId).build());
  }

  /**
   * What a stranger is told about something thrown: a failure as it is; of a fault only that there
   * was one, and the log has the rest under the request id.
   */
  public static Failure failure(Throwable thrown, String requestId) {
    Throwable cause = Causes.of(thrown);
    if (cause instanceof Failure failure) {
      return failure;
    }
    LOG.log(Level.SEVERE, "Fault in request " + requestId, cause);
    return Failure.of(Problem.INTERNAL, "The log of the service has more under this request id.");
  }

  /**
   * The failure as the caller of this method is told: whoever writes learns what became of that.
   *
   * @param failure of a request that is not under way: what was refused was not applied
   */
  public static Failure told(Failure failure, HttpServletRequest request) {
    if (failure.outcome().isPresent() || READS.contains(request.getMethod())) {
      return failure;
    }
    return failure.with(
        failure.problem() == Problem.INTERNAL ? Outcome.UNKNOWN : Outcome.NOT_APPLIED);
  }

  /** The failure for a status that the container or JAX-RS chose. */
  public static Failure ofStatus(int status) {
    Problem problem = problem(status);
    return Failure.of(problem, problem.title() + ".");
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.RESOURCE_NOT_FOUND;
      case 502, 504 -> Problem.INTERNAL;
      case 503 -> Problem.STORE_UNAVAILABLE;
      default ->
          OF_A_STATUS.stream()
              .filter(problem -> problem.status() == status)
              .findFirst()
              .orElse(status < 500 ? Problem.MALFORMED_REQUEST : Problem.INTERNAL);
    };
  }
}
