package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Container;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks after one container: starts it again whenever it has ended, and asks its probes. */
final class Kubelet {
  private static final long PERIOD = Duration.ofMillis(250).toNanos();

  private final PodContainer container;
  private final Container specification;
  private volatile boolean ended;
  private final AtomicInteger starts = new AtomicInteger();
  private volatile @Nullable ContainerRun run;
  private volatile @Nullable RuntimeException trouble;

  Kubelet(PodContainer container, Container specification) {
    this.container = container;
    this.specification = specification;
    Thread thread = new Thread(this::work, "kubelet");
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    while (!ended) {
      try {
        look();
        trouble = null;
      } catch (IllegalStateException e) {
        trouble = e; // such as a container that is killed meanwhile: the next look finds it
      }
      LockSupport.parkNanos(PERIOD);
    }
  }

  private void look() {
    ContainerRun present = run;
    if (present == null || present.isOver()) {
      run = ContainerRun.start(container, specification);
      starts.incrementAndGet();
    } else {
      present.probe();
    }
  }

  /** How often the container was started. */
  int starts() {
    return starts.get();
  }

  boolean isReady() {
    ContainerRun present = run;
    return present != null && present.isReady();
  }

  /** What went wrong at the last look, or nothing. */
  @Nullable RuntimeException trouble() {
    return trouble;
  }

  /** From now on it leaves the container alone. */
  void end() {
    ended = true;
  }
}
