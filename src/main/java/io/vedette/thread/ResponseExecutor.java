package io.vedette.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads on which a request goes on, and is answered, when what it waited for has come. Never on
 * one that the server takes requests with: {@code package-info} tells why.
 */
public final class ResponseExecutor implements Executor, AutoCloseable {
  /** Each has a client that takes its answer slowly, or it would not be needed. */
  static final int MOST = 512;

  private static final int IDLE_SECONDS = 10;

  private final int usual;
  private final ThreadPoolExecutor pool;
  private @Nullable Runnable oldestBefore;

  /**
   * Has no thread before it needs one.
   *
   * @param usual as many as are enough while none has to wait
   */
  ResponseExecutor(int usual, ThreadFactory factory) {
    this.usual = usual;
    pool =
        new ThreadPoolExecutor(
            usual, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
  }

  /**
   * Runs it soon, after what was given before it. It may block, then others are not held up for
   * long.
   *
   * @throws RejectedExecutionException when the server has stopped
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /**
   * Doubles the threads when none has become free since the last look, and lets go of those that
   * are not needed. To be called at regular intervals, by one thread at a time.
   */
  void look() {
    Runnable oldest = pool.getQueue().peek();
    int size = pool.getCorePoolSize();
    if (oldest == null) {
      resize(Math.min(size, pool.getActiveCount() + usual));
    } else if (oldest == oldestBefore) {
      resize(2 * size);
    }
    oldestBefore = oldest;
  }

  /** Only to another size: the pool wakes all idle threads, which begin to be idle again. */
  private void resize(int size) {
    if (size != pool.getCorePoolSize()) {
      pool.setCorePoolSize(Math.min(size, MOST));
    }
  }

  /** The threads there are. */
  int threads() {
    return pool.getPoolSize();
  }

  /** What no thread has begun yet. */
  int waiting() {
    return pool.getQueue().size();
  }

  /** Takes no more; what it has is still run. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
