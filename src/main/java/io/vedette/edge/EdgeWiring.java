package io.vedette.edge;

import io.vedette.config.Settings;
import io.vedette.http.CallFilter;
import io.vedette.http.DirectResource;
import io.vedette.thread.Hops;
import io.vedette.traffic.GracefulStop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes what this room offers. */
@ApplicationScoped
class EdgeWiring {
  @Produces
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  CorsConfig corsConfig(Settings settings) {
    return CorsConfig.from(settings);
  }

  @Produces
  @Singleton
  Cors cors(CorsConfig config) {
    return new Cors(config);
  }

  @Produces
  @Singleton
  EdgeFields fields(Cors cors, RandomGenerator random, GracefulStop stop) {
    return new EdgeFields(cors, random, stop);
  }

  @Produces
  @Singleton
  CallFilters callFilters(@Any Instance<CallFilter> filters) {
    return new CallFilters(filters.stream());
  }

  @Produces
  @Singleton
  DirectCalls directCalls(@Any Instance<DirectResource> resources, CallFilters filters, Hops hops) {
    List<DirectRoute> routes =
        resources
            .handlesStream()
            .flatMap(it -> DirectRoute.of(it.get(), it.getBean().getBeanClass()))
            .toList();
    return new DirectCalls(routes, filters, hops);
  }
}
