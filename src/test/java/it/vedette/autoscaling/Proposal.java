package it.vedette.autoscaling;

import it.vedette.autoscaling.Usage.State;
import java.util.List;

/** How many pods one metric asks for: the replica calculator of the controller. */
final class Proposal {
  private static final double TOLERANCE = 0.1;

  private final int current;
  private final int target;
  private final List<Usage> pods;

  private Proposal(int current, int target, List<Usage> pods) {
    this.current = current;
    this.target = target;
    this.pods = pods;
  }

  /**
   * The number of pods at which the average would be the target.
   *
   * @param target utilisation in percent of the request
   */
  static int of(int current, int target, List<Usage> pods) {
    return new Proposal(current, target, pods).replicas();
  }

  private int replicas() {
    if (count(State.COUNTED) == 0) {
      return current;
    }
    double ratio = ratio(0, 0);
    boolean growing = ratio > 1;
    int unready = growing ? count(State.UNREADY) : 0;
    int missing = count(State.MISSING);
    if (unready + missing == 0) {
      return within(ratio) ? current : ceiling(ratio * count(State.COUNTED));
    }
    return careful(growing, unready, missing);
  }

  /** Whoever is not known is taken to speak against the change. */
  private int careful(boolean growing, int unready, int missing) {
    double assumed = growing ? 0 : Math.max(100, target);
    double ratio = ratio(unready + missing, assumed * missing);
    int replicas = ceiling(ratio * (count(State.COUNTED) + unready + missing));
    boolean turned = growing ? ratio < 1 || replicas < current : ratio > 1 || replicas > current;
    return within(ratio) || turned ? current : replicas;
  }

  private double ratio(int morePods, double morePercent) {
    double sum = pods.stream().filter(it -> it.is(State.COUNTED)).mapToDouble(Usage::percent).sum();
    // The controller drops the fraction of a percent.
    return Math.floor((sum + morePercent) / (count(State.COUNTED) + morePods)) / target;
  }

  private int count(State state) {
    return (int) pods.stream().filter(it -> it.is(state)).count();
  }

  private static boolean within(double ratio) {
    return ratio >= 1 - TOLERANCE && ratio <= 1 + TOLERANCE;
  }

  private static int ceiling(double replicas) {
    return (int) Math.ceil(replicas);
  }
}
