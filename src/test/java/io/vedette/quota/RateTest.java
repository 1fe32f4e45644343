package io.vedette.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.credential.Scope;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @Test
  void parse_requestsAndBytes_areTold() {
    assertEquals(
        Optional.of(new Rate(Scope.CACHE_READ, Rate.Unit.REQUESTS, 1000, Duration.ofSeconds(60))),
        Rate.parse("cache:read=1000/60"));
    assertEquals(
        Optional.of(
            new Rate(
                Scope.CACHE_WRITE, Rate.Unit.CONTENT_BYTES, 999_999_999_999L, Duration.ofDays(1))),
        Rate.parse("cache:write=999999999999B/P1D"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cache:read",
        "cache:read=",
        "cache:read=0/60",
        "cache:read=-1/60",
        "cache:read=1.5/60",
        "cache:read=1000000000000/60",
        "cache:read=10/0",
        "cache:read=10/PT1.5S",
        "cache:read=10/86401",
        "cache:read=10/soon",
        "cache:read=10KB/60",
        "cache:read=10b/60",
        "cache=10/60",
        "cache:read:news=10/60"
      })
  void parse_anythingElse_isNone(String text) {
    assertEquals(Optional.empty(), Rate.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cache:read=1000/60|cache:read|\"cache:read\";q=1000;w=60",
        "admin=5B/PT1M|admin-bytes|\"admin-bytes\";q=5;qu=\"content-bytes\";w=60"
      })
  void policy_ofARate_isAsInTheDraft(String text, String name, String policy) {
    Rate rate = Rate.parse(text).orElseThrow();

    assertEquals(name, rate.name());
    assertEquals(policy, rate.policy());
  }
}
