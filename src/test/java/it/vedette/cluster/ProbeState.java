package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;

/** What a kubelet remembers of one probe of one run of a container. */
final class ProbeState {
  private final Probe probe;
  private final PodContainer container;
  private long last;
  private int failures;
  private boolean passed;

  ProbeState(Probe probe, PodContainer container) {
    this.probe = probe;
    this.container = container;
    this.last = System.nanoTime() - period().toNanos();
  }

  private Duration period() {
    return Duration.ofSeconds(probe.getPeriodSeconds());
  }

  /** Asks, when the time has come. */
  void askWhenDue() {
    if (System.nanoTime() - last < period().toNanos()) {
      return;
    }
    last = System.nanoTime();
    Duration timeout = Duration.ofSeconds(probe.getTimeoutSeconds());
    if (container.exec(timeout, probe.getExec().getCommand()).isSuccess()) {
      failures = 0;
      passed = true;
    } else {
      failures++;
      passed = passed && !hasFailed();
    }
  }

  boolean hasPassed() {
    return passed;
  }

  /** So often in a row that the kubelet acts. */
  boolean hasFailed() {
    return failures >= probe.getFailureThreshold();
  }
}
