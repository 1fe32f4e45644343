package it.vedette.manifests;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The metrics that alerts, dashboard and autoscalers ask for. */
public final class UsedMetrics {
  static final String WORKERS = "k8s/workers/prometheus-adapter/values.yaml";

  private static final String ADAPTER =
      "k8s/components/autoscaling-in-flight/prometheus-adapter-values.yaml";

  /**
   * Of redis_exporter v1.88.0, from the descriptions in its exporter/exporter.go; seen, but for the
   * version, on a real set.
   */
  private static final Set<String> OF_THE_EXPORTER =
      Set.of(
          "redis_aof_last_bgrewrite_status",
          "redis_aof_last_write_status",
          "redis_commands_processed_total",
          "redis_connected_clients",
          "redis_connected_slave_lag_seconds",
          "redis_connected_slaves",
          "redis_errors_total",
          "redis_evicted_keys_total",
          "redis_instance_info",
          "redis_max_clients",
          "redis_memory_max_bytes",
          "redis_memory_used_bytes",
          "redis_rdb_last_bgsave_status",
          "redis_sentinel_master_ckquorum_status",
          "redis_sentinel_master_status",
          "redis_sentinel_masters",
          "redis_sentinel_tilt",
          "redis_up");

  private UsedMetrics() {}

  /** Those that the application must have. The test is skipped where kubectl is missing. */
  public static Set<String> ofTheApplication() {
    Set<String> names = all();
    names.removeAll(OF_THE_EXPORTER);
    return names;
  }

  /** Those that are listed as the exporter's, and that nothing asks for. */
  public static Set<String> unused() {
    Set<String> names = new TreeSet<>(OF_THE_EXPORTER);
    names.removeAll(all());
    return names;
  }

  private static Set<String> all() {
    return expressions().stream()
        .flatMap(expression -> PromQl.metrics(expression).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> expressions() {
    Rendered everything = Rendered.of(Kustomizations.ROOT.resolve("combinations/everything"));
    List<String> expressions = new ArrayList<>();
    everything.all(PrometheusRule.class).stream()
        .flatMap(it -> it.getSpec().getGroups().stream())
        .flatMap(group -> group.getRules().stream())
        .forEach(rule -> expressions.add(rule.getExpr().getStrVal()));
    dashboard(everything.file("vedette-dashboard", "vedette.json")).forEach(expressions::add);
    expressions.add(Text.value(Text.read(ADAPTER), "seriesQuery: (.+)$"));
    expressions.add(Text.value(Text.read(WORKERS), "metricsQuery: (.+)$"));
    Rendered.of(Kustomizations.ROOT.resolve("combinations/backlog"))
        .one(ScaledObject.class, "vedette")
        .getSpec()
        .triggers()
        .stream()
        .filter(trigger -> trigger.type().equals("prometheus"))
        .forEach(trigger -> expressions.add(trigger.metadata().getOrDefault("query", "")));
    return expressions;
  }

  private static List<String> dashboard(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject().getJsonArray("panels").stream()
          .map(JsonValue::asJsonObject)
          .filter(panel -> panel.containsKey("targets"))
          .flatMap(panel -> panel.getJsonArray("targets").getValuesAs(JsonObject.class).stream())
          .map(target -> target.getString("expr"))
          .toList();
    }
  }
}
