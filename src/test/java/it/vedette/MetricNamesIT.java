package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.manifests.UsedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Alerts, dashboard and autoscalers ask for what there is: a misspelt metric never raises an alert.
 */
class MetricNamesIT {
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

    String page = Target.operator().get("/metrics").text();
    missing.removeIf(name -> page.contains("\n" + name + "{") || page.contains("\n" + name + " "));

    assertEquals(Set.of(AFTER_A_FAILURE), missing);
    assertTrue(
        Files.readString(Path.of("src/main/java/io/vedette/redis/CallMetrics.java"))
            .contains('"' + AFTER_A_FAILURE + '"'));
  }

  @Test
  void metricsOfTheExporter_areInUse() {
    assertEquals(Set.of(), UsedMetrics.unused());
  }
}
