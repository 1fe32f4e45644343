package io.vedette.redis;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.cache.entry.EntryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  /** What changes nothing, of what scripts call. */
  private static final Set<String> READING =
      Set.of(
          "EXISTS GET HEXISTS HGET HGETALL HLEN HMGET HSTRLEN INFO LINDEX LRANGE PTTL SCAN SCARD TIME ZCARD ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZREVRANGE ZREVRANGEBYSCORE ZREVRANK ZSCORE"
              .split(" "));

  /** What finds the second time that it was done. */
  private static final Set<String> FINDING_IT_DONE =
      Set.of(
          "entry-invalidate",
          "session-end",
          "queue-set",
          "task-submit",
          "task-change",
          "task-slice",
          "lease-grant",
          "lease-settle",
          "directory-set",
          "batch-set",
          "batch-seal",
          "schedule-set",
          "schedule-delete",
          "schedule-pause",
          "schedule-fire");

  /** A heartbeat tells that it was there. */
  @ParameterizedTest
  @MethodSource("io.vedette.redis.AllScripts#all")
  void effect_ofWhatOnlyReads_isThat(Script script) {
    Set<String> writing =
        AccessRightsTest.calls(script).filter(it -> !READING.contains(it)).collect(toSet());

    boolean reads = writing.isEmpty() || writing.equals(Set.of("SET", "PUBLISH"));
    assertEquals(script.effect() == Script.Effect.READS, reads, writing::toString);
  }

  @Test
  void valuesThatAreLarge_areThoseThatReadersMakeRoomFor() {
    assertTrue(
        AllScripts.script("entry-write")
            .source()
            .contains("INLINE = " + EntryStore.AT_ONCE + "\n"));
  }

  @Test
  void labels_areNotUsedTwice() {
    List<String> labels = AllScripts.all().stream().map(Script::label).toList();

    assertEquals(labels.stream().distinct().toList(), labels);
  }

  @ParameterizedTest
  @MethodSource("io.vedette.redis.AllScripts#all")
  void source_eachScript_isLoadedAndReturns(Script script) {
    assertTrue(script.source().startsWith("-- "), script.source());
    assertTrue(script.source().contains("\nreturn "), script.source());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entry-read",
        "entry-write",
        "entry-delete",
        "entry-batch",
        "entry-expire",
        "entry-invalidate"
      })
  void source_ofAnEntry_beginsWithTheConditions(String label) {
    Script script = AllScripts.script(label);

    assertTrue(script.source().startsWith("-- The conditions of a request"), script.source());
  }

  /**
   * Guarantee 3 of the room: what changes state keeps the result of each operation, unless it finds
   * nothing to change the second time.
   */
  @ParameterizedTest
  @MethodSource("io.vedette.redis.AllScripts#all")
  void source_thatWrites_looksForItsResultFirstAndKeepsItLast(Script script) {
    boolean keepsItsWord =
        script.source().contains("local done = redis.call('GET', operation)\nif done then")
            && script.source().contains("redis.call('SET', operation, ");
    boolean keepsTheEntry =
        script.source().contains("if redis.call('EXISTS', operation) == 1 then return")
            && script.source().contains("redis.call('RENAME', entry, operation)");
    boolean beginsWithIt =
        script
            .source()
            .contains(
                "'PX', ARGV[%d], 'NX') then return ended(done_before())".formatted(memory(script)));
    boolean remembers = keepsItsWord || keepsTheEntry || beginsWithIt;
    boolean findsNothing = FINDING_IT_DONE.contains(script.label());
    assertEquals(script.effect() == Script.Effect.WRITES && !findsNothing, remembers);
  }

  private static int memory(Script script) {
    return script.place("memory") + 1;
  }

  @Test
  void arguments_haveThePlacesInWhichTheyFirstCome() {
    Script script = AllScripts.script("stats-add");

    assertEquals(List.of("known", "kept", "memory"), script.parameters());
    assertTrue(script.source().contains("if ARGV[1] ~= '1' and"), script.source());
    assertTrue(script.source().contains("for at = 4, #ARGV, 2 do"), script.source());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/io/vedette"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isPartOfAScript(Path file) throws IOException {
    String begin = Files.readAllLines(file).get(0);

    assertTrue(AllScripts.all().stream().anyMatch(script -> script.source().contains(begin)));
  }

  /** Each has a name, and the file tells what it is. */
  @ParameterizedTest
  @MethodSource("files")
  void arguments_ofAFile_areTold(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String told = String.join("\n", lines.stream().filter(it -> it.startsWith("--")).toList());
    String code = String.join("\n", lines.stream().filter(it -> !it.startsWith("--")).toList());

    Pattern.compile("ARGV\\.(\\w+)|\\bREST\\b")
        .matcher(code)
        .results()
        .map(it -> it.group(1) == null ? "REST" : it.group(1))
        .forEach(it -> assertTrue(told.matches("(?s).*[ ,]" + it + "\\b.*"), it));
    assertFalse(code.matches("(?s).*ARGV\\[\\d.*"), "an argument without a name");
  }
}
