package io.vedette.quota;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.redis.Keys;
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

/** Makes what this room offers, and settles with the other servers while the server runs. */
@ApplicationScoped
class QuotaWiring {
  private static final int BETWEEN_SETTLEMENTS_MILLIS = 100;

  @Resource ManagedScheduledExecutorService executor;

  private @Nullable Future<?> settling;

  @Produces
  @Singleton
  QuotaConfig config(Settings settings) {
    return QuotaConfig.from(settings);
  }

  @Produces
  @Singleton
  Ledger ledger(QuotaConfig config) {
    return new Ledger(config, System::nanoTime);
  }

  @Produces
  @Singleton
  Settlement settlement(Ledger ledger, Redis redis, Keys keys, RandomGenerator random) {
    return new Settlement(ledger, new RateStore(redis, keys, random)::add);
  }

  @Produces
  @Singleton
  Quotas quotas(Ledger ledger, Settlement settlement) {
    return new Quotas(ledger, settlement);
  }

  @Produces
  @Singleton
  QuotaMetrics metrics(Measurements measurements) {
    return new QuotaMetrics(measurements);
  }

  void start(
      @Observes Startup event,
      QuotaConfig config,
      Ledger ledger,
      Settlement settlement,
      QuotaMetrics metrics) {
    metrics.show(config, ledger);
    if (config.rates().findAny().isPresent()) {
      settling =
          executor.scheduleWithFixedDelay(
              settlement::settle,
              BETWEEN_SETTLEMENTS_MILLIS,
              BETWEEN_SETTLEMENTS_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes Shutdown event) {
    if (settling != null) {
      settling.cancel(false);
    }
  }
}
