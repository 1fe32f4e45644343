package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;

/**
 * What we use of KEDA's ScaledObject, after its definition {@code keda.sh_scaledobjects.yaml}:
 * there is no model of it to be had. A field that is not here is refused.
 */
@Group("keda.sh")
@Version("v1alpha1")
final class ScaledObject extends CustomResource<ScaledObject.Spec, Void> implements Namespaced {
  private static final long serialVersionUID = 1;

  record Spec(
      TargetRef scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      int pollingInterval,
      int cooldownPeriod,
      Advanced advanced,
      List<Trigger> triggers) {}

  record TargetRef(String name) {}

  record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

  record Autoscaler(String name, HorizontalPodAutoscalerBehavior behavior) {}

  /** Metadata is text throughout, also where it means a number. */
  record Trigger(
      String type,
      String metricType,
      Map<String, String> metadata,
      AuthenticationRef authenticationRef) {}

  record AuthenticationRef(String name) {}
}
