package io.vedette.task.queue;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.redis.KeySpace;
import io.vedette.redis.Redis;
import io.vedette.thread.Waiting;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes what this room offers, and has queues ticked while the server runs. */
@ApplicationScoped
class QueueWiring {
  private static final int BETWEEN_LOOKS_SECONDS = 1;

  @Resource ManagedScheduledExecutorService executor;
  private volatile @Nullable Future<?> looking;

  @Produces
  @Singleton
  TaskConfig config(Settings settings) {
    return TaskConfig.from(settings);
  }

  @Produces
  @Singleton
  TaskKeys keys(KeySpace space) {
    return new TaskKeys(space);
  }

  @Produces
  @Singleton
  QueueRegistry registry(Redis redis, TaskKeys keys) {
    return new QueueRegistry(redis, keys, System::nanoTime);
  }

  @Produces
  @Singleton
  QueueStore store(Redis redis, TaskKeys keys, QueueRegistry registry) {
    return new QueueStore(redis, keys, registry);
  }

  @Produces
  @Singleton
  QueueTicks ticks(
      Redis redis,
      TaskKeys keys,
      TaskConfig config,
      QueueRegistry registry,
      Measurements measurements,
      Waiting waiting) {
    return new QueueTicks(redis, keys, config, registry, new QueueMetrics(measurements), waiting);
  }

  void start(@Observes Startup event, Redis redis, QueueRegistry registry, QueueTicks ticks) {
    Runnable unlessAway =
        () -> {
          if (!redis.isAway()) {
            registry.refresh().thenAccept(ticks::follow);
          }
        };
    looking =
        executor.scheduleWithFixedDelay(unlessAway, 0, BETWEEN_LOOKS_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes Shutdown event) {
    Future<?> work = looking;
    if (work != null) {
      work.cancel(false);
    }
  }
}
