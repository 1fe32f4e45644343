package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.autoscaling.v2.ExternalMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import it.vedette.manifests.ScaledObject.Trigger;
import org.junit.jupiter.api.Test;

/** What scales the workers of others asks for what the service tells. */
class WorkerScalingIT {
  private static final String CONTRACT = "src/main/resources/META-INF/openapi.yaml";

  @Test
  void keda_asksForAMemberOfTheContract_withATokenThatIsThere() {
    Rendered rendered = Rendered.of(Kustomizations.ROOT.resolve("workers/keda"));
    Trigger trigger = rendered.one(ScaledObject.class, "worker").getSpec().triggers().get(0);
    TriggerAuthentication authentication =
        rendered.one(TriggerAuthentication.class, trigger.authenticationRef().name());

    assertEquals("token", authentication.getSpec().secretTargetRef().get(0).parameter());
    assertEquals("bearer", trigger.metadata().get("authMode"));
    String path =
        Text.value(
            trigger.metadata().getOrDefault("url", ""), "^http://vedette\\.vedette(/[^?]+)\\?");
    String contract = Text.read(CONTRACT);
    Text.assertHasLine(contract, "  " + path + ":");
    Text.value(
        contract,
        "^    Scaling:\n(?:      .*\n)*?        (%s: \\{type: integer)"
            .formatted(trigger.metadata().get("valueLocation")));
  }

  @Test
  void autoscaler_asksForWhatTheAdapterMakes() {
    ExternalMetricSource metric =
        Rendered.of(Kustomizations.ROOT.resolve("workers/prometheus-adapter"))
            .one(HorizontalPodAutoscaler.class, "worker")
            .getSpec()
            .getMetrics()
            .get(0)
            .getExternal();

    assertEquals(
        Text.value(Text.read(UsedMetrics.WORKERS), "as: (.+)$"), metric.getMetric().getName());
  }
}
