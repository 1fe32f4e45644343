package it.vedette.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes what is still open when this JVM ends, the newest first. */
final class AtExit {
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "vedette-local-close"));
  }

  private AtExit() {}

  /**
   * Remembers {@code resource} until it is forgotten.
   *
   * @throws IllegalStateException when this JVM ends already; the resource is closed then
   */
  static void close(AutoCloseable resource) {
    synchronized (OPEN) {
      if (!ending) {
        OPEN.push(resource);
        return;
      }
    }
    closeOne(resource);
    throw new IllegalStateException("this JVM is ending");
  }

  static void forget(AutoCloseable resource) {
    synchronized (OPEN) {
      OPEN.remove(resource);
    }
  }

  /** Whether this JVM is on its way out, so that processes which end do so because of it. */
  static boolean ending() {
    return ending;
  }

  private static void closeAll() {
    synchronized (OPEN) {
      ending = true;
    }
    for (AutoCloseable newest = next(); newest != null; newest = next()) {
      closeOne(newest);
    }
  }

  private static @Nullable AutoCloseable next() {
    synchronized (OPEN) {
      return OPEN.poll();
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // one that fails must not keep the others open
  private static void closeOne(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }
}
