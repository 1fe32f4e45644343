package io.vedette.quota;

/**
 * What one caller has used of one rate, as far as this server knows: the generic cell rate
 * algorithm. It knows only when all of the rate will be there again; what was used is the time
 * until then. Times are nanoseconds by the clock of this server. Safe for any number of threads.
 *
 * <p>Whatever is used here counts at once, and is to be told to the other servers.
 */
final class RateCounter {
  /** Of more use than two windows no account is kept: nobody has to wait for longer. */
  private static final int MOST_WINDOWS = 2;

  /** A part of the rate that is told to the others at once, before the next time for it comes. */
  private static final int PORTIONS = 16;

  private static final double ROUNDING = 1e-6;
  private static final long MICRO = 1000;
  private static final long SECOND = 1_000_000_000;

  private final Rate rate;
  private final String name;
  private final String policy;
  private final long window;
  private long whole;
  private long untold;
  private boolean telling;

  /** Begins with nothing used. */
  RateCounter(Rate rate, long now) {
    this.rate = rate;
    this.name = rate.name();
    this.policy = rate.policy();
    this.window = rate.window().toNanos();
    this.whole = now;
  }

  /**
   * How much there is.
   *
   * @param remaining of the rate's unit
   * @param seconds until there is more, rounded up; the window when all is there
   */
  record Level(long remaining, long seconds) {}

  Rate rate() {
    return rate;
  }

  /** That of the rate: each answer has it. */
  String name() {
    return name;
  }

  /** That of the rate: each answer has it. */
  String policy() {
    return policy;
  }

  private long time(long amount) {
    return (long) ((double) amount * window / rate.quantity());
  }

  private long used(long now) {
    return Math.max(0, whole - now);
  }

  /**
   * Uses that much, if at least one is there: what is more than there is, is owed.
   *
   * @return 0, or after how many nanoseconds to try again; then nothing was used
   */
  synchronized long take(long amount, long now) {
    long wait = used(now) + time(1) - window;
    if (wait > 0) {
      return wait;
    }
    use(amount, now);
    return 0;
  }

  /** Uses that much, whether it is there or not; gives it back when it is below zero. */
  synchronized void use(long amount, long now) {
    long time = time(amount);
    whole = Math.min(now + used(now) + time, now + MOST_WINDOWS * window);
    untold += time;
  }

  synchronized Level level(long now) {
    long used = used(now);
    long remaining =
        Math.max(0, (long) ((double) (window - used) * rate.quantity() / window + ROUNDING));
    long more = remaining < rate.quantity() ? used + time(remaining + 1) - window : window;
    return new Level(remaining, Math.max(1, (more + SECOND - 1) / SECOND));
  }

  /** Whether a portion waits to be told, and nobody tells it. */
  synchronized boolean isDue() {
    return !telling && untold >= Math.max(1, window / PORTIONS);
  }

  /** Whether nothing is known of it that is not so by itself. */
  synchronized boolean isIdle(long now) {
    return !telling && untold < MICRO && whole <= now;
  }

  /** What is to be told now, in microseconds; 0 when there is nothing, or it is being told. */
  synchronized long tell() {
    long micros = telling ? 0 : Math.max(0, untold) / MICRO;
    if (micros > 0) {
      untold -= micros * MICRO;
      telling = true;
    }
    return micros;
  }

  /** Of how many microseconds of use the others keep account. */
  long mostMicros() {
    return MOST_WINDOWS * window / MICRO;
  }

  /**
   * What was told is known to all.
   *
   * @param micros in how many microseconds all of it would have been there again, when it was asked
   * @param asked when that was
   */
  synchronized void told(long micros, long asked) {
    telling = false;
    whole = Math.max(whole, asked + micros * MICRO + Math.max(0, untold));
  }

  /** What was told is lost; here it counts on. */
  synchronized void notTold() {
    telling = false;
  }
}
