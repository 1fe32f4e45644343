package io.vedette.traffic;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes what this room offers, and listens for SIGTERM while the server runs. */
@ApplicationScoped
class TrafficWiring {
  /** Values are copied on their way: the rest of the heap has to bear that, and all else. */
  private static final int PART_OF_HEAP = 8;

  private @Nullable TerminationSignal signal;

  @Produces
  @Singleton
  TrafficConfig config(Settings settings) {
    return TrafficConfig.from(settings);
  }

  @Produces
  @Singleton
  Traffic traffic(TrafficConfig config, Measurements measurements) {
    long maxBytes = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    return new Traffic(config.maxInFlight(), maxBytes, measurements);
  }

  @Produces
  @Singleton
  GracefulStop stop(Traffic traffic, TrafficConfig config) {
    return new GracefulStop(
        traffic, config.drain(), pause -> Thread.sleep(pause.toMillis()), TrafficWiring::end);
  }

  /** The server waits half a minute for requests that were cut off: too long for one who waits. */
  private static void end(int code) {
    if (code == 0) {
      System.exit(code);
    }
    Runtime.getRuntime().halt(code);
  }

  void start(@Observes Startup event, TrafficConfig config, Traffic traffic, GracefulStop stop) {
    traffic.measure();
    if (!config.stayUp()) {
      signal = new TerminationSignal(stop::run);
    }
  }

  void stop(@Observes Shutdown event) {
    if (signal != null) {
      signal.close();
    }
  }
}
