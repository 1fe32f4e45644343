package io.vedette.task;

import io.vedette.background.Background;
import io.vedette.metrics.Measurements;
import io.vedette.task.lease.Pulls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what the resources of tasks share. */
@ApplicationScoped
class TaskWiring {
  @Produces
  @Singleton
  TaskMetrics metrics(Measurements measurements) {
    return new TaskMetrics(measurements);
  }

  @Produces
  @Singleton
  BulkAnswer bulk(Background background) {
    return new BulkAnswer(background);
  }

  void start(@Observes Startup event, Measurements measurements, Pulls pulls) {
    measurements.gauge("task_pulls_waiting", "Pulls that wait for tasks here", pulls::waiting);
  }
}
