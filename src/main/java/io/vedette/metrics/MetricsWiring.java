package io.vedette.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Makes what this room offers. */
@ApplicationScoped
class MetricsWiring {
  @Inject MetricRegistry registry;

  @Produces
  @Singleton
  Measurements measurements() {
    return new Measurements(registry);
  }
}
