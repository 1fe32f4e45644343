package io.vedette.traffic;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request in flight, with the bytes that it holds; closing gives back both, once. */
public final class Admission implements AutoCloseable {
  private final Traffic traffic;
  private final int counted;
  private final long began = System.nanoTime();
  private final List<Runnable> end = new ArrayList<>(0);
  private final List<byte[]> values = new ArrayList<>(0);
  private @Nullable String owner;
  private long held;
  private long ofValues;
  private volatile long received;
  private boolean closed;

  /**
   * Begins.
   *
   * @param counted as how many requests in flight
   */
  Admission(Traffic traffic, int counted) {
    this.traffic = traffic;
    this.counted = counted;
  }

  /**
   * Holds that many bytes more until the request is answered. Asked before they are there.
   *
   * @throws Failure {@link Problem#OVERLOADED} when all requests together would hold too many, or
   *     when this one has ended meanwhile, so that nobody would give them back
   */
  public synchronized void hold(long bytes) {
    refuseEnded();
    traffic.hold(bytes, held + ofValues, owner);
    held += bytes;
  }

  /** Gives back a part of what it holds; what has ended has given back all. */
  public synchronized void release(long bytes) {
    if (!closed) {
      held -= bytes;
      traffic.leave(bytes, 0, owner);
    }
  }

  /**
   * Holds a value until the request is answered, whoever made it: however many hold it, it counts
   * once. Bytes that were held before it was there are those. Twice is harmless.
   *
   * @throws Failure as {@link #hold(long)}
   */
  public synchronized void hold(byte[] value) {
    refuseEnded();
    if (value.length > 0 && values.stream().noneMatch(mine -> mine == value)) {
      held -= traffic.hold(value, held + ofValues, held, owner);
      ofValues += value.length;
      values.add(value);
      String whose = owner;
      end.add(() -> traffic.leave(value, whose));
    }
  }

  /**
   * Counts it among the requests of its owner, and what it holds from now on among the bytes of it.
   * At most once.
   *
   * @param most the most requests that the owner may have in flight
   * @throws Failure {@link Problem#QUOTA_EXCEEDED} when it has them already
   */
  public synchronized void belongTo(String name, int most) {
    refuseEnded();
    traffic.shareOfRequests(name, most);
    end.add(() -> traffic.leaveRequests(name));
    owner = name;
  }

  /**
   * Counts it among the requests of its owner that wait for something. At most once.
   *
   * @param most the most of them
   * @throws Failure {@link Problem#QUOTA_EXCEEDED} when there are so many already
   */
  public synchronized void await(String name, int most) {
    refuseEnded();
    traffic.shareOfWaits(name, most);
    end.add(() -> traffic.leaveWaits(name));
  }

  private void refuseEnded() {
    if (closed) {
      throw Failure.of(Problem.OVERLOADED, "The request has ended.");
    }
  }

  /**
   * Begins to read content that has not come yet, on a thread that waits for it.
   *
   * @return to be closed when it is read
   * @throws Failure {@link Problem#OVERLOADED} when as many threads as may wait for content, {@link
   *     Problem#QUOTA_EXCEEDED} when those of its owner do
   */
  public Upload read() {
    String whose;
    synchronized (this) {
      whose = owner;
    }
    traffic.read(whose);
    return () -> traffic.endRead(whose);
  }

  /** When it was given, by {@link System#nanoTime}. */
  public long began() {
    return began;
  }

  /** A thread that waits for content. */
  public interface Upload extends AutoCloseable {
    @Override
    void close();
  }

  /** Tells how much content has come with it. */
  public void receive(long bytes) {
    received = bytes;
  }

  /** How much content has come with it, once that is known; else 0. */
  public long received() {
    return received;
  }

  /** Twice is harmless. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      traffic.leave(held, counted, owner);
      end.forEach(Runnable::run);
      end.clear();
      values.clear();
    }
  }
}
