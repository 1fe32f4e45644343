package io.vedette.redis;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.redis.client.RedisConfig;
import io.vedette.redis.client.RedissonSettings;
import io.vedette.thread.Hops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.redisson.Redisson;

/** Makes what this room offers, and disconnects when the server stops. */
@ApplicationScoped
class RedisWiring {
  @Produces
  @Singleton
  RedisConfig config(Settings settings) {
    return RedisConfig.from(settings);
  }

  @Produces
  @Singleton
  Connector connector(RedisConfig config) {
    RedissonSettings redisson = new RedissonSettings(config);
    return new Connector(
        config,
        settings -> Redisson.create(redisson.make()),
        (client, batch) -> new CallBatch(client, config.attemptTimeout()).send(batch),
        (client, staged) -> Staging.send(client, config.attemptTimeout(), staged),
        Executors.newSingleThreadScheduledExecutor(RedisWiring::thread),
        InstantSource.system());
  }

  /** Not one of the container's: those run nothing before the application has started. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "vedette-redis");
    thread.setDaemon(true);
    return thread;
  }

  @Produces
  @Singleton
  Redis redis(Connector connector, RedisConfig config, Hops hops, Measurements measurements) {
    return new Redis(connector, config, hops, new SecureRandom(), new CallMetrics(measurements));
  }

  @Produces
  @Singleton
  KeySpace space(RedisConfig config) {
    return new KeySpace(config.keyPrefix());
  }

  @Produces
  @Singleton
  RedisHealth health(Connector connector, RedisConfig config, Hops hops) {
    return new RedisHealth(connector, config, InstantSource.system(), hops);
  }

  void measure(@Observes Startup event, RedisHealth health, Measurements measurements) {
    health.measure(measurements);
  }

  void stop(@Observes Shutdown event, Connector connector) {
    connector.close();
  }
}
