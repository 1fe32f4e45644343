package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Container;

/** One run of a container, from its start to its end, with its probes. */
final class ContainerRun {
  private final PodContainer container;
  private final ProcessHandle process;
  private final ProbeState startup;
  private final ProbeState liveness;
  private final ProbeState readiness;
  private volatile boolean ready;

  private ContainerRun(PodContainer container, Container spec) {
    this.container = container;
    this.process = ProcessHandle.of(container.pid()).orElse(ProcessHandle.current());
    this.startup = new ProbeState(spec.getStartupProbe(), container);
    this.liveness = new ProbeState(spec.getLivenessProbe(), container);
    this.readiness = new ProbeState(spec.getReadinessProbe(), container);
  }

  static ContainerRun start(PodContainer container, Container spec) {
    container.start();
    return new ContainerRun(container, spec);
  }

  boolean isOver() {
    return !process.isAlive() || process.equals(ProcessHandle.current());
  }

  /** Asks the probes that are due; kills the container when it did not start or does not live. */
  void probe() {
    if (!startup.hasPassed()) {
      startup.askWhenDue();
      endIfFailed(startup);
      return;
    }
    liveness.askWhenDue();
    endIfFailed(liveness);
    readiness.askWhenDue();
    ready = readiness.hasPassed();
  }

  private void endIfFailed(ProbeState probe) {
    if (probe.hasFailed()) {
      container.kill();
    }
  }

  boolean isReady() {
    return ready && !isOver();
  }
}
