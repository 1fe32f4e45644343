package io.vedette.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Makes what this room offers. */
@ApplicationScoped
class HttpWiring {
  @Produces
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  EdgeFields fields(RandomGenerator random) {
    return new EdgeFields(random);
  }
}
