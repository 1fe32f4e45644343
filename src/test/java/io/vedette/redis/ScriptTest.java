package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {
  private static final String KNOWN =
      """
      heartbeat READS
      entry-read SLIDES
      entry-write WRITES
      entry-delete WRITES
      entry-take WRITES
      entry-batch WRITES
      entry-expire WRITES
      entry-list SLIDES
      entry-invalidate WRITES
      fill-lease SLIDES
      fill-release SLIDES
      response-read SLIDES
      response-refresh WRITES
      response-drop SLIDES
      counter-add WRITES
      counter-read READS
      counter-delete WRITES
      idempotency-claim SLIDES
      idempotency-settle SLIDES
      policy-read READS
      policy-write WRITES
      policy-delete WRITES
      cache-sizes READS
      stats-add WRITES
      stats-read READS
      rate-spend SLIDES
      cache-scan READS
      session-create WRITES
      session-read SLIDES
      session-write WRITES
      session-rotate WRITES
      session-end WRITES
      session-expire SLIDES
      subject-list SLIDES
      subject-revoke WRITES
      """;

  @Test
  void scripts_labelsAndEffects_areTheKnownOnes() {
    assertEquals(
        KNOWN,
        Stream.of(Script.values())
            .map(script -> script.label() + " " + script.effect() + "\n")
            .collect(Collectors.joining()));
  }

  @ParameterizedTest
  @EnumSource
  void source_eachScript_isLoadedAndReturns(Script script) {
    assertTrue(script.source().startsWith("-- "), script.source());
    assertTrue(script.source().contains("\nreturn "), script.source());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ENTRY_READ",
        "ENTRY_WRITE",
        "ENTRY_DELETE",
        "ENTRY_BATCH",
        "ENTRY_EXPIRE",
        "ENTRY_INVALIDATE"
      })
  void source_ofAnEntry_beginsWithTheConditions(Script script) {
    assertTrue(script.source().startsWith("-- The conditions of a request"), script.source());
  }

  /**
   * Guarantee 3 of the room: what changes state keeps the result of each operation, unless it finds
   * nothing to change the second time.
   */
  @ParameterizedTest
  @EnumSource
  void source_thatWrites_looksForItsResultFirstAndKeepsItLast(Script script) {
    boolean keepsItsWord =
        script.source().contains("local done = redis.call('GET', operation)\nif done then")
            && script.source().contains("redis.call('SET', operation, ");
    boolean keepsTheEntry =
        script.source().contains("if redis.call('EXISTS', operation) == 1 then return")
            && script.source().contains("redis.call('RENAME', entry, operation)");
    boolean remembers = keepsItsWord || keepsTheEntry;
    boolean findsNothing = Set.of(Script.ENTRY_INVALIDATE, Script.SESSION_END).contains(script);
    assertEquals(script.effect() == Script.Effect.WRITES && !findsNothing, remembers);
  }
}
