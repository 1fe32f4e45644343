package io.vedette.cache.policy;

import io.vedette.config.Settings;
import io.vedette.redis.KeySpace;
import io.vedette.redis.Redis;
import io.vedette.thread.Hops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Makes what this room offers. */
@ApplicationScoped
class PolicyWiring {
  @Produces
  @Singleton
  CacheConfig config(Settings settings) {
    return CacheConfig.from(settings);
  }

  @Produces
  @Singleton
  PolicyStore policyStore(Redis redis, KeySpace space, CacheConfig config) {
    return new PolicyStore(redis, new PolicyKeys(space), config.common());
  }

  @Produces
  @Singleton
  Policies policies(CacheConfig config, PolicyStore store, Hops hops) {
    return new Policies(config, store::read, hops);
  }

  /** Until then every request would be refused. */
  @Produces
  @Readiness
  HealthCheck ready(Policies policies) {
    return () -> HealthCheckResponse.named("policies").status(policies.isLoaded()).build();
  }
}
