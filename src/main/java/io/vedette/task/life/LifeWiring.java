package io.vedette.task.life;

import io.vedette.redis.Redis;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.QueueTicks;
import io.vedette.task.queue.TaskKeys;
import io.vedette.thread.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what this room offers. */
@ApplicationScoped
class LifeWiring {
  @Produces
  @Singleton
  TaskStore store(Redis redis, TaskKeys keys, QueueRegistry registry, QueueTicks ticks) {
    return new TaskStore(redis, keys, registry, ticks);
  }

  @Produces
  @Singleton
  TaskWatch watch(TaskStore store, Waiting waiting) {
    return new TaskWatch(store, waiting);
  }

  void start(@Observes Startup event, Redis redis, TaskWatch watch) {
    redis.listen(TaskWatch.TOPIC, watch);
  }
}
