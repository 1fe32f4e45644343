package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.origin.OriginAnswer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  @Test
  void kept_isEachCookieInALineOfItsOwn() {
    Map<String, String> kept = kept(Map.of("Set-Cookie", List.of("a=1; Path=/, x", "b=2")));

    assertEquals(
        List.of("a=1; Path=/, x", "b=2"), AnswerFields.lines(kept.getOrDefault("set-cookie", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clear-site-data", "set-cookie", "set-cookie2"})
  void sent_isWhatTheOriginIsTrustedWith(String name) {
    assertFalse(AnswerFields.isSent(name, Set.of()));
    assertFalse(AnswerFields.isSent(name, Set.of("content-security-policy")));
    assertTrue(AnswerFields.isSent(name, Set.of(name)));
    assertTrue(AnswerFields.isSent("x-foo", Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Access-Control-Allow-Origin",
        "Content-Security-Policy-Report-Only",
        "Cross-Origin-Opener-Policy",
        "Service-Worker-Allowed",
        "X-Content-Type-Options",
        "Keep-Alive",
        "X-Request-Id"
      })
  void kept_isNothingThatIsOfTheConnection_orSaysSomethingOfThisService(String name) {
    assertEquals(Map.of(), kept(Map.of(name, List.of("a"))));
  }
}
