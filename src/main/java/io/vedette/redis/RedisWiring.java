package io.vedette.redis;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.redisson.Redisson;

/** Makes what this room offers, connects when the server starts and disconnects when it stops. */
@ApplicationScoped
class RedisWiring {
  @Resource ManagedScheduledExecutorService executor;

  @Produces
  @Singleton
  RedisConfig config(Settings settings) {
    return RedisConfig.from(settings);
  }

  @Produces
  @Singleton
  Connector connector(RedisConfig config) {
    return new Connector(
        config,
        settings -> Redisson.create(RedissonSettings.of(settings)),
        executor,
        InstantSource.system());
  }

  @Produces
  @Singleton
  Redis redis(Connector connector, RedisConfig config, Measurements measurements) {
    return new Redis(
        connector, config, executor, new SecureRandom(), new CallMetrics(measurements));
  }

  @Produces
  @Singleton
  Keys keys(RedisConfig config) {
    return new Keys(config.keyPrefix());
  }

  @Produces
  @Singleton
  RedisHealth health(Connector connector, RedisConfig config) {
    return new RedisHealth(connector, config, InstantSource.system(), executor);
  }

  void start(
      @Observes Startup event, Connector connector, RedisHealth health, Measurements measurements) {
    health.measure(measurements);
    connector.start();
  }

  void stop(@Observes Shutdown event, Connector connector) {
    connector.close();
  }
}
