package io.vedette.thread;

import io.vedette.metrics.Measurements;
import io.vedette.traffic.GracefulStop;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes what this room offers, and looks after it while the server runs. */
@ApplicationScoped
class ThreadWiring {
  private static final int BETWEEN_LOOKS_MILLIS = 100;
  private static final int FEWEST = 4;

  @Resource ManagedThreadFactory factory;
  @Resource ManagedScheduledExecutorService scheduler;

  private @Nullable Future<?> looking;

  @Produces
  @Singleton
  ResponseExecutor threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new ResponseExecutor(
        Math.min(Math.max(FEWEST, processors), ResponseExecutor.MOST), factory);
  }

  @Produces
  @Singleton
  Hops hops(ResponseExecutor threads) {
    return new Hops(threads);
  }

  @Produces
  @Singleton
  Waiting waiting(Hops hops, GracefulStop stop) {
    RandomGenerator quick = () -> ThreadLocalRandom.current().nextLong();
    return new Waiting(hops, stop, System::nanoTime, quick);
  }

  /** When nothing uses them any longer: what the others end on {@link Shutdown} is answered. */
  void close(@Disposes ResponseExecutor threads) {
    threads.close();
  }

  void start(@Observes Startup event, ResponseExecutor threads, Measurements measurements) {
    measurements.gauge("answer_threads", "Threads that answer requests", threads::threads);
    measurements.gauge("answers_waiting", "Answers that wait for a thread", threads::waiting);
    looking =
        scheduler.scheduleWithFixedDelay(
            threads::look, BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes Shutdown event) {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
