package io.vedette.origin;

import io.vedette.config.Settings;
import io.vedette.config.TrustStore;
import io.vedette.metrics.Measurements;
import io.vedette.thread.Hops;
import io.vedette.thread.ResponseExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Makes what this room offers. */
@ApplicationScoped
class OriginWiring {
  @Produces
  @Singleton
  OriginsConfig config(Settings settings) {
    return OriginsConfig.from(settings);
  }

  @Produces
  @Singleton
  Origins origins(
      OriginsConfig config, ResponseExecutor threads, Hops hops, Measurements measurements) {
    Map<String, Origin> origins = new HashMap<>();
    config
        .named()
        .forEach(
            (name, one) ->
                origins.put(
                    name,
                    new Origin(
                        one,
                        new Connections(
                            once(() -> client(one, threads)),
                            hops,
                            new Openings(one.isSecure(), System::nanoTime)),
                        InstantSource.system(),
                        new Circuit(System::nanoTime),
                        new OriginMetrics(measurements, name))));
    return new Origins(origins);
  }

  /** A client has a thread of its own: not before it is needed. */
  private static Supplier<HttpClient> once(Supplier<HttpClient> made) {
    AtomicReference<HttpClient> client = new AtomicReference<>();
    return () -> {
      synchronized (client) {
        HttpClient known = client.get();
        if (known == null) {
          known = made.get();
          client.set(known);
        }
        return known;
      }
    };
  }

  private static HttpClient client(OriginConfig config, ResponseExecutor threads) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(config.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .version(config.isSecure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    config.trust().ifPresent(file -> client.sslContext(trusting(file)));
    return client.build();
  }

  private static SSLContext trusting(Path file) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, TrustStore.read(file, Optional.empty()), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(file + " cannot be trusted", e);
    }
  }
}
