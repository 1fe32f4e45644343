package it.vedette.autoscaling;

/**
 * What the autoscaler knows of one pod and one resource.
 *
 * @param state why the value counts, or does not
 * @param percent of the request; meaningless unless {@code state} is {@code COUNTED}
 */
record Usage(State state, double percent) {
  enum State {
    COUNTED,
    /** Not ready, or ready for less than one reading: only CPU is ignored for that. */
    UNREADY,
    /** Too young to have been read at all. */
    MISSING
  }

  static Usage of(double percent) {
    return new Usage(State.COUNTED, percent);
  }

  static Usage unready() {
    return new Usage(State.UNREADY, 0);
  }

  static Usage missing() {
    return new Usage(State.MISSING, 0);
  }

  boolean is(State other) {
    return state == other;
  }
}
