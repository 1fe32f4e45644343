package io.vedette.task.lease;

import io.vedette.idempotency.Tags;
import io.vedette.redis.Redis;
import io.vedette.task.queue.TaskKeys;
import io.vedette.thread.Hops;
import io.vedette.thread.Waiting;
import io.vedette.traffic.HalfClosedConnections;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes what this room offers, and has waiting pulls look while the server runs. */
@ApplicationScoped
class LeaseWiring {
  private static final int BETWEEN_LOOKS_SECONDS = 1;

  @Resource ManagedScheduledExecutorService executor;
  private volatile @Nullable Future<?> looking;

  @Produces
  @Singleton
  LeaseStore store(Redis redis, TaskKeys keys, RandomGenerator random, Hops hops) {
    return new LeaseStore(redis, keys, new Tags(random), hops);
  }

  @Produces
  @Singleton
  Pulls pulls(LeaseStore store, Waiting waiting, RandomGenerator random) {
    return new Pulls(
        store,
        waiting,
        new Tags(random).next(),
        new HalfClosedConnections(Path.of("/proc/self/net")));
  }

  void start(@Observes Startup event, Redis redis, Pulls pulls) {
    redis.listen(Pulls.TOPIC, pulls);
    looking =
        executor.scheduleWithFixedDelay(
            pulls::look, BETWEEN_LOOKS_SECONDS, BETWEEN_LOOKS_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes Shutdown event) {
    Future<?> work = looking;
    if (work != null) {
      work.cancel(false);
    }
  }
}
