package io.vedette.push;

import io.vedette.thread.ResponseExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what this room offers. */
@ApplicationScoped
class PushWiring {
  @Produces
  @Singleton
  PushClient client(ResponseExecutor threads) {
    return new PushClient(Resolver.SYSTEM, threads, InstantSource.system());
  }

  void stop(@Observes Shutdown event, PushClient client) {
    client.close();
  }
}
