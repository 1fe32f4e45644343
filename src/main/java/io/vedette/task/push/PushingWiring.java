package io.vedette.task.push;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.origin.Circuit;
import io.vedette.push.PushClient;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Pulls;
import io.vedette.task.queue.QueueStore;
import io.vedette.task.queue.TaskConfig;
import io.vedette.thread.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what this room offers, and has targets served while the server runs. */
@ApplicationScoped
class PushingWiring {
  @Inject TaskConfig config;
  @Inject Pulls pulls;
  @Inject LeaseStore leases;
  @Inject QueueStore queues;
  @Inject PushClient client;
  @Inject Measurements measurements;
  @Inject Waiting waiting;
  private List<TargetWorker> workers = List.of();

  @Produces
  @Singleton
  TargetsConfig targets(Settings settings) {
    return TargetsConfig.from(settings);
  }

  void start(@Observes Startup event, TargetsConfig targets) {
    workers = targets.named().values().stream().map(this::worker).toList();
    workers.forEach(TargetWorker::start);
  }

  private TargetWorker worker(TargetConfig target) {
    return new TargetWorker(
        target,
        pulls,
        leases,
        queues,
        new Delivery(target, client, leases::now),
        new Circuit(System::nanoTime),
        new TargetMetrics(measurements, target.queue().text()),
        waiting,
        config.durability());
  }

  void stop(@Observes Shutdown event) {
    workers.forEach(TargetWorker::stop);
  }
}
