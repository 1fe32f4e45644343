package io.vedette.task.system;

import io.vedette.background.Background;
import io.vedette.background.BackgroundWork;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Pulls;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.QueueStore;
import io.vedette.thread.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Makes what this room offers, and has the work of the service done while the server runs. */
@ApplicationScoped
class SystemWiring {
  @Produces
  @Singleton
  Background background(TaskStore store) {
    return new SystemTasks(store);
  }

  @Produces
  @Singleton
  BackgroundWork cancel(TaskStore store) {
    return new BulkChange(store, TaskAction.CANCEL);
  }

  @Produces
  @Singleton
  BackgroundWork retry(TaskStore store) {
    return new BulkChange(store, TaskAction.RETRY);
  }

  @Produces
  @Singleton
  BackgroundWork delete(TaskStore store) {
    return new BulkChange(store, TaskAction.DELETE);
  }

  @Produces
  @Singleton
  SystemWorker worker(
      QueueStore queues,
      Pulls pulls,
      LeaseStore store,
      Waiting waiting,
      Instance<BackgroundWork> works) {
    Map<String, BackgroundWork> byType = new HashMap<>();
    works.forEach(work -> byType.put(work.type(), work));
    return new SystemWorker(queues, pulls, store, waiting, byType);
  }

  void start(@Observes Startup event, SystemWorker worker) {
    worker.start();
  }

  void stop(@Observes Shutdown event, SystemWorker worker) {
    worker.stop();
  }
}
