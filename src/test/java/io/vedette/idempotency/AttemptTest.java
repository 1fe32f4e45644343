package io.vedette.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static List<Long> drawn(Attempt attempt) {
    return attempt.ids().orElseThrow().longs(1000).boxed().toList();
  }

  @Test
  void ids_ofAttemptsUnderOneClaim_areTheSame() {
    List<Long> ids = drawn(Attempt.under("a"));

    assertEquals(ids, drawn(Attempt.under("a")));
    assertEquals(1000, ids.stream().collect(Collectors.toSet()).size());
    assertTrue(drawn(Attempt.under("b")).stream().noneMatch(Set.copyOf(ids)::contains));
  }

  @Test
  void operations_areRememberedUnderAClaimOnly() {
    byte[] key = {1};
    Attempt only = Attempt.only();
    Attempt one = Attempt.under("a");

    assertEquals(key, only.operation(key));
    assertEquals(key, one.operation(key));
    assertEquals(List.of(), only.operations());
    assertEquals(List.of(key), one.operations());
  }

  @Test
  void memory_underAClaim_isAsLongAsTheClaim() {
    assertEquals(Duration.ofSeconds(10), Attempt.only().memory(Duration.ofSeconds(10)));
    assertEquals(Duration.ofHours(24), Attempt.under("a").memory(Duration.ofSeconds(10)));
  }

  @Test
  void fingerprint_tellsPartsApart() {
    assertNotEquals(
        new Fingerprint().with("ab").with("c").hex(), new Fingerprint().with("a").with("bc").hex());
    assertEquals(64, new Fingerprint().with("").hex().length());
  }
}
