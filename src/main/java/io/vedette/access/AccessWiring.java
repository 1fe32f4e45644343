package io.vedette.access;

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
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes what this room offers, and reads the file of credentials again every second. */
@ApplicationScoped
class AccessWiring {
  private static final Logger LOG = Logger.getLogger(AccessWiring.class.getName());

  @Resource ManagedScheduledExecutorService executor;

  private @Nullable CredentialFile credentials;
  private @Nullable Future<?> refreshing;

  @Produces
  @Singleton
  AccessConfig config(Settings settings) {
    return AccessConfig.from(settings);
  }

  @Produces
  @Singleton
  Authentication authentication(AccessConfig config) {
    credentials =
        config
            .credentials()
            .map(file -> new CredentialFile(file, InstantSource.system()))
            .orElse(null);
    return new Authentication(
        config.open(), credentials, config.jwt() ? new JsonWebTokens(config.groups()) : null);
  }

  @Produces
  @Singleton
  AccessMetrics metrics(Measurements measurements) {
    return new AccessMetrics(measurements);
  }

  void start(
      @Observes Startup event,
      AccessConfig config,
      Authentication authentication,
      AccessMetrics metrics) {
    metrics.show();
    if (config.open()) {
      LOG.warning("Open: whoever reaches this server may do anything (vedette.access.open)");
    }
    if (credentials != null) {
      refreshing = executor.scheduleWithFixedDelay(credentials::refresh, 1, 1, TimeUnit.SECONDS);
    }
  }

  void stop(@Observes Shutdown event) {
    if (refreshing != null) {
      refreshing.cancel(false);
    }
  }
}
