package io.vedette.task.batch;

import io.vedette.redis.Redis;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.QueueTicks;
import io.vedette.task.queue.TaskKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what this room offers. */
@ApplicationScoped
class BatchWiring {
  @Produces
  @Singleton
  BatchStore store(Redis redis, TaskKeys keys, QueueRegistry registry) {
    return new BatchStore(redis, keys, registry);
  }

  void start(@Observes Startup event, QueueTicks ticks, BatchStore store) {
    ticks.listen(store);
  }
}
