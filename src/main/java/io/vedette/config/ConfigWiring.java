package io.vedette.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes what this room offers. */
@ApplicationScoped
class ConfigWiring {
  @Inject Config config;

  @Produces
  @Singleton
  Settings settings() {
    return Settings.of(config);
  }
}
