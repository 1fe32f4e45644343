package it.vedette.autoscaling;

import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import it.vedette.autoscaling.Simulation.Moment;
import it.vedette.manifests.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code overlays/production} does with a load. */
final class Scenario {
  private static final int SECONDS = 60 * 60;
  private static final Pattern HEAP = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");

  private final HorizontalPodAutoscalerSpec autoscaler;
  private final PodSize size;

  private Scenario(HorizontalPodAutoscalerSpec autoscaler, PodSize size) {
    this.autoscaler = autoscaler;
    this.size = size;
  }

  static Scenario production() throws IOException {
    Rendered rendered = Rendered.of(Path.of("k8s/overlays/production"));
    ResourceRequirements resources =
        rendered
            .one(Deployment.class, "vedette")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0)
            .getResources();
    return new Scenario(
        rendered.one(HorizontalPodAutoscaler.class, "vedette").getSpec(),
        PodSize.of(resources, heapPart()));
  }

  private static double heapPart() throws IOException {
    Matcher option = HEAP.matcher(Files.readString(Path.of("liberty/jvm.options")));
    if (!option.find()) {
      throw new IllegalStateException("liberty/jvm.options sets no MaxRAMPercentage");
    }
    return Integer.parseInt(option.group(1)) / 100.0;
  }

  PodSize size() {
    return size;
  }

  HorizontalPodAutoscalerSpec autoscaler() {
    return autoscaler;
  }

  /** An hour under that load, from the fewest pods. */
  List<Moment> run(Load load) {
    return run(load, autoscaler.getMinReplicas());
  }

  List<Moment> run(Load load, int firstPods) {
    return Simulation.run(autoscaler, size, load, firstPods, SECONDS);
  }
}
