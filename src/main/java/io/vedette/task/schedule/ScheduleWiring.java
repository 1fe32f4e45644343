package io.vedette.task.schedule;

import io.vedette.metrics.Measurements;
import io.vedette.redis.Redis;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.QueueTicks;
import io.vedette.task.queue.TaskConfig;
import io.vedette.task.queue.TaskKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what this room offers. */
@ApplicationScoped
class ScheduleWiring {
  @Produces
  @Singleton
  ScheduleStore store(Redis redis, TaskKeys keys, QueueRegistry registry) {
    return new ScheduleStore(redis, keys, registry);
  }

  @Produces
  @Singleton
  Schedules schedules(ScheduleStore store, TaskConfig config, Measurements measurements) {
    return new Schedules(store, config, new ScheduleMetrics(measurements));
  }

  void start(@Observes Startup event, QueueTicks ticks, Schedules schedules) {
    ticks.listen(schedules);
  }
}
