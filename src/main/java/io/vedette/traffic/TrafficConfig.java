package io.vedette.traffic;

import io.vedette.config.Configuration;
import io.vedette.config.Settings;
import java.time.Duration;

/**
 * How the server stops and what it takes, checked.
 *
 * @param stayUp whether the process is not ours to end
 * @param drain from SIGTERM until the server waits for the last requests
 * @param maxInFlight the most requests at the same time
 */
record TrafficConfig(boolean stayUp, Duration drain, int maxInFlight) implements Configuration {
  static TrafficConfig from(Settings settings) {
    return new TrafficConfig(
        settings.flag("vedette.stay-up"),
        settings.duration("vedette.drain", Duration.ofMillis(1), Duration.ofMinutes(5)),
        settings.number("vedette.max-in-flight", 1, 1_000_000));
  }
}
