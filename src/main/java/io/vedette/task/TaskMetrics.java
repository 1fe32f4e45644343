package io.vedette.task;

import io.vedette.metrics.Measurements;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.Settled;
import io.vedette.task.lease.Settlement;
import io.vedette.task.life.SubmitResult;
import java.util.List;

/** Counts what happens to tasks, by this server. Queues are not told apart: there may be many. */
class TaskMetrics {
  private static final String SUBMITTED = "tasks_submitted_total";
  private static final String SETTLED = "task_leases_total";

  private final Measurements measurements;

  TaskMetrics(Measurements measurements) {
    this.measurements = measurements;
    submitted("submitted", 0);
    submitted("refused", 0);
    granted(0);
    for (String word : List.of("heartbeat", "complete", "fail", "release", "lost")) {
      settled(word, 0);
    }
  }

  List<SubmitResult> submitted(List<SubmitResult> results) {
    long refused = results.stream().filter(result -> result.refusal().isPresent()).count();
    submitted("refused", refused);
    submitted("submitted", results.size() - refused);
    return results;
  }

  private void submitted(String outcome, long tasks) {
    measurements
        .counter(SUBMITTED, "Tasks that were to be submitted", "outcome", outcome)
        .inc(tasks);
  }

  List<Lease> granted(List<Lease> leases) {
    granted(leases.size());
    return leases;
  }

  private void granted(long leases) {
    measurements.counter("task_leases_granted_total", "Leases of tasks granted").inc(leases);
  }

  Settled settled(Settlement settlement, Settled settled) {
    settled(settled.held() ? settlement.word() : "lost", 1);
    return settled;
  }

  private void settled(String word, long leases) {
    measurements
        .counter(SETTLED, "What was done with leases of tasks", "operation", word)
        .inc(leases);
  }
}
