package io.vedette.cache.entry;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.traffic.Admission;

/**
 * The room for values whose sizes are not known before they are read. One that is larger than its
 * share is held as soon as its size is known; one above {@link EntryStore#AT_ONCE} before it is
 * fetched.
 */
public final class ReadRoom implements AutoCloseable {
  /** For all that are read together. */
  private static final int TOGETHER = 256 * 1024;

  private final Admission admission;
  private final long share;
  private long unused;

  /** For one value: a small one needs none. */
  public ReadRoom(Admission admission) {
    this.admission = admission;
    this.share = EntryStore.AT_ONCE;
  }

  /**
   * For values that are read together: holds an equal share for each until it is known what they
   * take.
   *
   * @throws Failure {@link Problem#OVERLOADED} when there is no room
   */
  public ReadRoom(Admission admission, int values) {
    this.admission = admission;
    this.share = Math.min(EntryStore.AT_ONCE, TOGETHER / Math.max(1, values));
    this.unused = share * values;
    admission.hold(unused);
  }

  /** The most bytes of a value that need no more room. */
  long share() {
    return share;
  }

  /** Makes room for a value that is larger. */
  void hold(long bytes) {
    admission.hold(bytes);
  }

  /** Tells the size of a value that was read, which is held from now on. */
  synchronized void took(long bytes) {
    if (bytes <= share) {
      unused -= bytes;
    }
  }

  /** Gives back what no value took of its share. To be called once, when all are read. */
  @Override
  public synchronized void close() {
    admission.release(unused);
  }
}
