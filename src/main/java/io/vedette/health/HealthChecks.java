package io.vedette.health;

import io.vedette.redis.RedisHealth;
import io.vedette.traffic.GracefulStop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The three probes. */
@ApplicationScoped
class HealthChecks {
  @Produces
  @Startup
  HealthCheck started(RedisHealth redis) {
    return () -> HealthCheckResponse.up("wired");
  }

  @Produces
  @Liveness
  HealthCheck alive() {
    return () -> HealthCheckResponse.up("alive");
  }

  @Produces
  @Readiness
  HealthCheck ready(RedisHealth redis) {
    return () -> HealthCheckResponse.named("redis").status(redis.isReady()).build();
  }

  @Produces
  @Readiness
  HealthCheck staying(GracefulStop stop) {
    return () -> HealthCheckResponse.named("staying").status(!stop.isDraining()).build();
  }
}
