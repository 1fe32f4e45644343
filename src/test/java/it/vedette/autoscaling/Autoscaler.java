package it.vedette.autoscaling;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/** The controller: from proposals to a number of pods, held back by the behaviour. */
final class Autoscaler {
  static final int SYNC_SECONDS = 15;

  private record At(int second, int value) {}

  private final HorizontalPodAutoscalerSpec spec;
  private final HPAScalingRules up;
  private final HPAScalingRules down;
  private final List<At> recommendations = new ArrayList<>();
  private final List<At> changes = new ArrayList<>();

  Autoscaler(HorizontalPodAutoscalerSpec spec) {
    this.spec = spec;
    this.up = spec.getBehavior().getScaleUp();
    this.down = spec.getBehavior().getScaleDown();
  }

  /**
   * The number of pods from now on.
   *
   * @param second never less than the last time
   * @param proposed the highest proposal of all metrics
   */
  int decide(int second, int current, int proposed) {
    int stable = stabilised(second, current, proposed);
    int replicas = bounded(limit(second, current, stable));
    if (replicas != current) {
      changes.add(new At(second, replicas - current));
    }
    return replicas;
  }

  /** Up to the lowest need within the one window, down to the highest within the other. */
  private int stabilised(int second, int current, int proposed) {
    recommendations.add(new At(second, proposed));
    int lowest = over(second - up.getStabilizationWindowSeconds(), proposed, Math::min);
    int highest = over(second - down.getStabilizationWindowSeconds(), proposed, Math::max);
    return Math.min(Math.max(current, lowest), highest);
  }

  private int over(int after, int proposed, IntBinaryOperator better) {
    return recommendations.stream()
        .filter(it -> it.second() > after)
        .mapToInt(At::value)
        .reduce(proposed, better);
  }

  private int bounded(int replicas) {
    return Math.min(Math.max(replicas, spec.getMinReplicas()), spec.getMaxReplicas());
  }

  private int limit(int second, int current, int wanted) {
    if (wanted > current) {
      int most = allowed(up, 1, second, current).max().orElse(wanted);
      return Math.min(wanted, Math.max(most, current));
    }
    int least = allowed(down, -1, second, current).min().orElse(wanted);
    return Math.max(wanted, Math.min(least, current));
  }

  private IntStream allowed(HPAScalingRules rules, int sign, int second, int current) {
    return rules.getPolicies().stream()
        .mapToInt(policy -> after(policy, sign, before(policy, second, current)));
  }

  /** How many there were when the policy's period began. */
  private int before(HPAScalingPolicy policy, int second, int current) {
    return current
        - changes.stream()
            .filter(it -> it.second() > second - policy.getPeriodSeconds())
            .mapToInt(At::value)
            .sum();
  }

  /** Both directions round away from where they come: one pod may always be added or removed. */
  private static int after(HPAScalingPolicy policy, int sign, int before) {
    if (policy.getType().equals("Pods")) {
      return before + sign * policy.getValue();
    }
    double percent = before * (100.0 + sign * policy.getValue()) / 100;
    return (int) (sign > 0 ? Math.ceil(percent) : Math.floor(percent));
  }
}
