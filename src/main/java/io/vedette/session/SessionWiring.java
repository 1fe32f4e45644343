package io.vedette.session;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.near.NearCopies;
import io.vedette.redis.KeySpace;
import io.vedette.redis.Redis;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes what this room needs. */
@ApplicationScoped
class SessionWiring {
  private static final int BETWEEN_COUNTS_SECONDS = 5;
  private static final int MOST_BYTES_OF_COPIES = 16 * 1024 * 1024;

  @Resource ManagedScheduledExecutorService executor;
  private volatile @Nullable Future<?> counting;

  @Produces
  @Singleton
  SessionConfig config(Settings settings) {
    return SessionConfig.from(settings);
  }

  @Produces
  @Singleton
  SessionStore store(
      Redis redis,
      KeySpace space,
      SessionConfig config,
      SessionCopies copies,
      RandomGenerator random) {
    return new SessionStore(redis, new SessionKeys(space), config, copies, random);
  }

  @Produces
  @Singleton
  SubjectStore subjects(Redis redis, KeySpace space) {
    return new SubjectStore(redis, new SessionKeys(space));
  }

  @Produces
  @Singleton
  SessionCopies copies(SessionConfig config) {
    return new SessionCopies(
        new NearCopies<>(MOST_BYTES_OF_COPIES, System::nanoTime),
        config.localGrace().orElse(Duration.ZERO));
  }

  @Produces
  @Singleton
  SessionReadAnswer reads(SessionStore store, SessionCopies copies, SessionMetrics metrics) {
    return new SessionReadAnswer(store, copies, metrics);
  }

  @Produces
  @Singleton
  SessionMetrics metrics(Measurements measurements) {
    return new SessionMetrics(measurements);
  }

  @Produces
  @Singleton
  SessionExpiry count(Redis redis, KeySpace space, SessionMetrics metrics) {
    return new SessionExpiry(redis, new SessionKeys(space), metrics);
  }

  void start(
      @Observes Startup event,
      Redis redis,
      SessionCopies copies,
      SessionExpiry count,
      SessionMetrics metrics) {
    redis.listen(SessionCopies.TOPIC, copies);
    metrics.active(count::active);
    Runnable unlessAway =
        () -> {
          if (!redis.isAway()) {
            count.refresh();
          }
        };
    counting =
        executor.scheduleWithFixedDelay(unlessAway, 0, BETWEEN_COUNTS_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes Shutdown event) {
    Future<?> work = counting;
    if (work != null) {
      work.cancel(false);
    }
  }
}
