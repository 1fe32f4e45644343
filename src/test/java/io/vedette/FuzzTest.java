package io.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.cache.CacheFuzz;
import io.vedette.cron.CronFuzz;
import io.vedette.http.HttpFuzz;
import io.vedette.idempotency.IdempotencyFuzz;
import io.vedette.session.SessionFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzzes our parsers, guided by coverage, each target in a JVM of its own: Jazzer's JUnit
 * integration fuzzes only one test per JVM, and its agent changes what runs beside it.
 *
 * <p>A few seconds each; {@code -Dfuzz.seconds=600} for longer. What was interesting stays in
 * {@code target/fuzz} for the next run, and so does an input that fails: it belongs into the unit
 * test.
 */
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 4);
  private static final int FEW = 50;
  private static final Pattern EXECUTED =
      Pattern.compile("stat::number_of_executed_units: +([0-9]+)");

  @ParameterizedTest
  @ValueSource(
      classes = {
        HttpFuzz.class,
        CacheFuzz.class,
        SessionFuzz.class,
        IdempotencyFuzz.class,
        CronFuzz.class
      })
  void parsers_ofAnyInput_giveAValueOrRefuseIt(Class<?> target) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "fuzz", target.getSimpleName()));
    Path log = folder.resolve("log.txt");
    Process fuzzer =
        new ProcessBuilder(command(target, folder))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(fuzzer.waitFor(SECONDS + 90L, TimeUnit.SECONDS), "the fuzzer hangs, see " + log);
    } finally {
      fuzzer.destroyForcibly();
    }
    String said = Files.readString(log);
    assertEquals(0, fuzzer.exitValue(), said);
    Matcher executed = EXECUTED.matcher(said);
    assertTrue(executed.find() && Integer.parseInt(executed.group(1)) >= FEW, said);
  }

  private static List<String> command(Class<?> target, Path folder) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // Instrumenting is most of a short run, and the quick compiler halves it.
        "-XX:TieredStopAtLevel=1",
        "-Xmx512m",
        "-Xss512k",
        "-XX:+EnableDynamicAgentLoading",
        "-cp",
        classes,
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.getName(),
        "--instrumentation_includes=io.vedette.**",
        "--disabled_hooks=*",
        "--reproducer_path=" + folder,
        "-artifact_prefix=" + folder + "/",
        "-max_total_time=" + SECONDS,
        "-timeout=5",
        "-print_final_stats=1",
        Files.createDirectories(folder.resolve("corpus")).toString(),
        seeds(target, folder).toString());
  }

  private static Path seeds(Class<?> target, Path folder) throws IOException {
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    List<String> lines =
        Files.readAllLines(Path.of("src/test/fuzz", target.getSimpleName() + ".txt"));
    for (int i = 0; i < lines.size(); i++) {
      Files.writeString(seeds.resolve("line-" + (i + 1)), lines.get(i));
    }
    return seeds;
  }
}
