package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.manifests.UsedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Alerts, dashboard and autoscalers ask for what there is: a misspelt metric never raises an alert.
 */
class MetricNamesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** It appears with the first call that fails. */
  private static final String AFTER_A_FAILURE = "redis_call_errors_total";

  @Test
  void metricsInUse_areOnTheMetricsPage() throws IOException {
    Set<String> missing = new TreeSet<>(UsedMetrics.ofTheApplication());
    assertFalse(missing.isEmpty());
    Entries entries = Entries.fresh();
    Target.client().put(entries.entry("a"), "x");
    Target.client().get(entries.entry("a"));
    Target.client().get(entries.entry("b"));
    Tasks tasks = Tasks.fresh(Target.client());
    tasks.submit("x");
    Await.until(
        "the gauges of its queue", PATIENCE, () -> page().contains('"' + tasks.queue() + '"'));

    String page = page();
    missing.removeIf(name -> page.contains("\n" + name + "{") || page.contains("\n" + name + " "));

    missing.remove(AFTER_A_FAILURE); // on a busy machine some call may have failed by now
    assertEquals(Set.of(), missing);
    assertTrue(
        Files.readString(Path.of("src/main/java/io/vedette/redis/CallMetrics.java"))
            .contains('"' + AFTER_A_FAILURE + '"'));
  }

  private static String page() {
    return Target.operator().get("/metrics").text();
  }

  @Test
  void metricsOfTheExporter_areInUse() {
    assertEquals(Set.of(), UsedMetrics.unused());
  }
}
