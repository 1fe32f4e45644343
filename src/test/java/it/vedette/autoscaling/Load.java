package it.vedette.autoscaling;

/** Requests a second that arrive at a time, in parts of what all pods do at the target. */
enum Load {
  /** Up within ten minutes, ten minutes at the top, and down within ten. */
  RAMP {
    @Override
    double at(int second) {
      int minute = second / 60;
      if (minute < 5 || minute >= 35) {
        return BASE;
      }
      double part = minute < 15 ? second - 300 : minute < 25 ? 600 : 2100 - second;
      return BASE + (TOP - BASE) * part / 600;
    }
  },
  /** At once up, for five minutes, and at once down. */
  SPIKE {
    @Override
    double at(int second) {
      return second >= 300 && second < 600 ? TOP : BASE;
    }
  },
  /** Nothing but what pods do by themselves. */
  NONE {
    @Override
    double at(int second) {
      return 0;
    }
  };

  private static final double BASE = 0.1;
  private static final double TOP = 1.1;

  abstract double at(int second);
}
