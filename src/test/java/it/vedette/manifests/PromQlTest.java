package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void metrics_areFoundAmongTheSyntax() {
    assertEquals(
        Set.of("seconds_bucket", "up", "used_bytes", "max_bytes"),
        PromQl.metrics(
            """
            histogram_quantile(0.99, sum by (le, pod) (rate(seconds_bucket{status=~"5.."}[5m]))) > 1.5
              and on (instance) up == 0 or used_bytes / (max_bytes > 0) > 0.8
            """));
  }

  @Test
  void matcher_withoutAMetric_hasNone() {
    assertEquals(Set.of(), PromQl.metrics("vector(1) == bool 1 or vector(2e3) offset 5m"));
  }
}
