package it.vedette.autoscaling;

/** What was measured of one pod on two cores; everything else is in the manifests. */
final class Measured {
  /** From the container's start to its first ready answer. */
  static final int START_SECONDS = 5;

  /** Reads of 100 bytes through Redis, warm: 110 µs each. */
  static final int REQUESTS_PER_SECOND_AND_CORE = 9_000;

  /** Heartbeats, probes and scrapes, without any request. */
  static final double IDLE_CORES = 0.03;

  /** What compiling and not yet compiled code take on top, in the first seconds of work. */
  static final double WARM_UP_CORES = 1.4;

  static final int WARM_UP_SECONDS = 30;

  /** The working set under load, with {@link #MEASURED_LIMIT_MIB} as the limit. */
  static final int WORKING_SET_MIB = 350;

  static final int MEASURED_LIMIT_MIB = 768;

  private Measured() {}
}
