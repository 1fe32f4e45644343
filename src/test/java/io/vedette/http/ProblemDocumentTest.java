package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exact text: clients read it. */
class ProblemDocumentTest {
  private static String text(String lines) {
    return lines.replace("\n", "");
  }

  @Test
  void of_aRead_hasNeitherOutcomeNorErrors() {
    assertEquals(
        text(
            """
            {"type":"urn:vedette:problem:entry-not-found",
            "title":"There is no such entry",
            "status":404,
            "detail":"The cache has no entry under this key.",
            "instance":"id-1",
            "retryable":false}
            """),
        ProblemDocument.of(
            Failure.of(
                Problem.of("entry-not-found", 404, "There is no such entry"),
                "The cache has no entry under this key."),
            "id-1"));
  }

  @Test
  void of_aWrite_tellsItsOutcome() {
    assertEquals(
        text(
            """
            {"type":"urn:vedette:problem:store-unavailable",
            "title":"The store is unavailable",
            "status":503,
            "detail":"Redis is away or failing over.",
            "instance":"id-1",
            "retryable":true,
            "outcome":"not-applied"}
            """),
        ProblemDocument.of(
            Failure.of(Problem.STORE_UNAVAILABLE, "Redis is away or failing over.")
                .with(Outcome.NOT_APPLIED)
                .retryAfter(Duration.ofSeconds(1)),
            "id-1"));
  }

  @Test
  void of_anExceededQuota_namesItsPolicies() {
    assertEquals(
        text(
            """
            {"type":"urn:vedette:problem:quota-exceeded",
            "title":"A quota is exceeded",
            "status":429,
            "detail":"Too much.",
            "instance":"id-1",
            "retryable":true,
            "outcome":"not-applied",
            "violated-policies":["cache:read","in-flight"]}
            """),
        ProblemDocument.of(
            Failure.of(Problem.QUOTA_EXCEEDED, "Too much.")
                .violating(List.of("cache:read", "in-flight"))
                .with(Outcome.NOT_APPLIED),
            "id-1"));
  }

  @Test
  void of_badInput_namesEachPlaceInItsOwnWord() {
    assertEquals(
        text(
            """
            {"type":"urn:vedette:problem:malformed-request",
            "title":"The request is malformed",
            "status":400,
            "detail":"'ttl' is \\"a\\" duration",
            "instance":"",
            "retryable":false,
            "errors":[
            {"parameter":"ttl","detail":"'ttl' is \\"a\\" duration"},
            {"header":"If-Match","detail":"no tag"},
            {"pointer":"/a~1b","detail":"unknown member"}]}
            """),
        ProblemDocument.of(
            Failure.malformed(
                InputError.parameter("ttl", "'ttl' is \"a\" duration"),
                InputError.header("If-Match", "no tag"),
                InputError.pointer("/a~1b", "unknown member")),
            ""));
  }
}
