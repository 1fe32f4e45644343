package it.vedette.autoscaling;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pods under a load, second by second. */
final class Simulation {
  private static final int READING_SECONDS = 15;

  /**
   * One second.
   *
   * @param load requests that arrived
   * @param pods how many there were, ready or not
   * @param refused requests that were more than the ready pods could do
   */
  record Moment(int second, double load, int pods, double refused) {}

  private final HorizontalPodAutoscalerSpec spec;
  private final PodSize size;
  private final Autoscaler autoscaler;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();

  private Simulation(HorizontalPodAutoscalerSpec spec, PodSize size) {
    this.spec = spec;
    this.size = size;
    this.autoscaler = new Autoscaler(spec);
  }

  /** Runs a load for so many seconds, beginning with that many warm pods. */
  static List<Moment> run(
      HorizontalPodAutoscalerSpec spec, PodSize size, Load load, int firstPods, int seconds) {
    Simulation simulation = new Simulation(spec, size);
    simulation.scale(-3600, firstPods);
    double peak = spec.getMaxReplicas() * size.requestsAt(simulation.target("cpu") / 100.0);
    for (int second = 0; second < seconds; second++) {
      simulation.pass(second, peak * load.at(second));
    }
    return simulation.moments;
  }

  private void pass(int second, double requests) {
    List<Pod> ready = pods.stream().filter(pod -> pod.isReady(second)).toList();
    int owners = Math.max(1, ready.size());
    double refused = ready.isEmpty() ? requests : 0;
    for (Pod pod : pods) {
      refused += pod.work(second, ready.contains(pod) ? requests / owners : 0);
    }
    moments.add(new Moment(second, requests, pods.size(), refused));
    if ((second + 1) % READING_SECONDS == 0) {
      pods.forEach(pod -> pod.read(second + 1));
    }
    if ((second + 1) % Autoscaler.SYNC_SECONDS == 0) {
      scale(second + 1, autoscaler.decide(second + 1, pods.size(), proposed()));
    }
  }

  private int proposed() {
    return Math.max(proposed("cpu", Pod::cpu), proposed("memory", Pod::memory));
  }

  private int proposed(String resource, Function<Pod, Usage> usage) {
    return Proposal.of(pods.size(), target(resource), pods.stream().map(usage).toList());
  }

  int target(String resource) {
    return spec.getMetrics().stream()
        .map(MetricSpec::getResource)
        .filter(it -> it != null && it.getName().equals(resource))
        .mapToInt(it -> it.getTarget().getAverageUtilization())
        .findFirst()
        .orElseThrow();
  }

  /** The youngest go first. */
  private void scale(int second, int replicas) {
    while (pods.size() > replicas) {
      pods.remove(pods.size() - 1);
    }
    while (pods.size() < replicas) {
      pods.add(new Pod(second, size));
    }
  }
}
