package io.vedette.quota;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes what this room offers, and keeps its counters those of all servers while the server runs.
 */
@ApplicationScoped
class QuotaWiring {
  private static final int BETWEEN_SYNCS_MILLIS = 100;

  @Resource ManagedScheduledExecutorService executor;

  private @Nullable Future<?> syncing;

  @Produces
  @Singleton
  QuotaConfig config(Settings settings) {
    return QuotaConfig.from(settings);
  }

  @Produces
  @Singleton
  RateLimits rateLimits(QuotaConfig config) {
    return new RateLimits(config, System::nanoTime);
  }

  @Produces
  @Singleton
  CounterSync sync(RateLimits rateLimits, Redis redis, KeySpace space, RandomGenerator random) {
    return new CounterSync(rateLimits, new RateStore(redis, new RateKeys(space), random)::add);
  }

  @Produces
  @Singleton
  Quotas quotas(RateLimits rateLimits, CounterSync sync) {
    return new Quotas(rateLimits, sync);
  }

  @Produces
  @Singleton
  QuotaMetrics metrics(Measurements measurements) {
    return new QuotaMetrics(measurements);
  }

  void start(
      @Observes Startup event,
      QuotaConfig config,
      RateLimits rateLimits,
      CounterSync sync,
      QuotaMetrics metrics) {
    metrics.show(config, rateLimits);
    if (config.rates().findAny().isPresent()) {
      syncing =
          executor.scheduleWithFixedDelay(
              sync::sync, BETWEEN_SYNCS_MILLIS, BETWEEN_SYNCS_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes Shutdown event) {
    if (syncing != null) {
      syncing.cancel(false);
    }
  }
}
