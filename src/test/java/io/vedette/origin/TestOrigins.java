package io.vedette.origin;

import io.vedette.config.TestSettings;
import io.vedette.metrics.FakeRegistry;
import io.vedette.thread.Hops;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Origins for tests of other rooms. */
public final class TestOrigins {
  private TestOrigins() {}

  /**
   * One that has not been asked yet.
   *
   * @param url with {@code {key}}
   * @param timeout as the setting says it
   */
  public static Origin origin(String url, String timeout, HttpClient client, Hops hops) {
    OriginConfig config =
        Objects.requireNonNull(
            OriginsConfig.from(
                    TestSettings.with(
                        Map.of(
                            "vedette.origins",
                            "main",
                            "vedette.origins.main.url",
                            url,
                            "vedette.origins.main.timeout",
                            timeout,
                            "vedette.origins.main.redirects",
                            "true")))
                .named()
                .get("main"));
    return new Origin(
        config,
        new Connections(() -> client, hops, new Openings(config.isSecure(), System::nanoTime)),
        () -> Instant.EPOCH,
        new Circuit(System::nanoTime),
        new OriginMetrics(new FakeRegistry().measurements(), "main"));
  }
}
