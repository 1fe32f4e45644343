package io.vedette.idempotency;

import io.vedette.redis.KeySpace;
import io.vedette.redis.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** Makes what this room offers. */
@ApplicationScoped
class IdempotencyWiring {
  @Produces
  @Singleton
  Idempotency idempotency(Redis redis, KeySpace space, RandomGenerator random) {
    return new Idempotency(new Claims(redis, new ClaimKeys(space)), random);
  }

  @Produces
  @Singleton
  Tags tags(RandomGenerator random) {
    return new Tags(random);
  }

  @Produces
  @Singleton
  WriteRequests writeRequests(Redis redis, Tags tags) {
    return new WriteRequests(redis, tags);
  }
}
