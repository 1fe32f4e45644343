package io.vedette.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.origin.OriginAnswer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFieldsTest {
  private static Map<String, String> kept(Map<String, List<String>> fields) {
    return AnswerFields.kept(
        new OriginAnswer(
            200,
            HttpHeaders.of(fields, (name, value) -> true),
            new byte[0],
            Instant.EPOCH,
            Duration.ZERO));
  }

  @Test
  void kept_isWhatIsOfTheValue_alsoWhatNobodyKnows() {
    assertEquals(
        Map.of("x-foo", "1, 2", "content-security-policy", "default-src a, default-src b"),
        kept(
            Map.of(
                "X-Foo",
                List.of("1", "2"),
                "Content-Security-Policy",
                List.of("default-src a", "default-src b"),
                "Connection",
                List.of("Hop, close"),
                "Hop",
                List.of("1"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Access-Control-Allow-Origin",
        "Content-Security-Policy-Report-Only",
        "Cross-Origin-Opener-Policy",
        "Clear-Site-Data",
        "Set-Cookie",
        "Set-Cookie2",
        "Service-Worker-Allowed",
        "X-Content-Type-Options",
        "Keep-Alive",
        "X-Request-Id"
      })
  void kept_isNothingThatIsOfTheConnection_orSaysSomethingOfThisService(String name) {
    assertEquals(Map.of(), kept(Map.of(name, List.of("a"))));
  }
}
