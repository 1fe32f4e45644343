package it.vedette.autoscaling;

/** One pod of the model, read every 15 s as the metrics server does. */
final class Pod {
  private final int created;
  private final PodSize size;
  private double sum;
  private int seconds;
  private Usage cpu = Usage.missing();
  private Usage memory = Usage.missing();

  Pod(int created, PodSize size) {
    this.created = created;
    this.size = size;
  }

  boolean isReady(int second) {
    return second >= readyAt();
  }

  private int readyAt() {
    return created + Measured.START_SECONDS;
  }

  /** A second of work, with so many requests; returns those that were too many. */
  double work(int second, double requests) {
    double overhead = Measured.IDLE_CORES + (isWarm(second) ? 0 : Measured.WARM_UP_CORES);
    double most = (size.coresAtMost() - overhead) * Measured.REQUESTS_PER_SECOND_AND_CORE;
    double done = Math.min(requests, most);
    sum += overhead + done / Measured.REQUESTS_PER_SECOND_AND_CORE;
    seconds++;
    return requests - done;
  }

  private boolean isWarm(int second) {
    return second >= readyAt() + Measured.WARM_UP_SECONDS;
  }

  /** The metrics server takes a reading: the average since the last one. */
  void read(int second) {
    boolean wholePeriodReady = second - seconds >= readyAt();
    cpu =
        wholePeriodReady ? Usage.of(100 * sum / seconds / size.coresRequested()) : Usage.unready();
    memory = Usage.of(size.restingMemoryPercent());
    sum = 0;
    seconds = 0;
  }

  Usage cpu() {
    return cpu;
  }

  Usage memory() {
    return memory;
  }
}
