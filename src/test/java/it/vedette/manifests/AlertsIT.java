package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds its first action. */
class AlertsIT {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\|");

  @Test
  void eachAlert_hasARowInTheTable_andEachRowAnAlert() {
    Set<String> alerts =
        Rendered.of(Kustomizations.ROOT.resolve("combinations/everything"))
            .all(PrometheusRule.class)
            .stream()
            .flatMap(it -> it.getSpec().getGroups().stream())
            .flatMap(group -> group.getRules().stream())
            .map(Rule::getAlert)
            .collect(Collectors.toCollection(TreeSet::new));

    assertFalse(alerts.isEmpty());
    assertEquals(alerts, rows());
  }

  private static Set<String> rows() {
    return ROW.matcher(Text.read("k8s/README.md"))
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
