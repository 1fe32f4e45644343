package io.vedette.task.system;

import io.vedette.background.Background;
import io.vedette.idempotency.WriteOptions;
import io.vedette.task.life.NewTask;
import io.vedette.task.life.Payload;
import io.vedette.task.life.Submission;
import io.vedette.task.life.TaskDocument;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.QueueName;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The work of the service itself, as tasks of its own queue. */
final class SystemTasks implements Background {
  private static final String NOBODY = "service";

  private final TaskStore store;

  SystemTasks(TaskStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<String> submit(
      String type, String subject, JsonObject payload, WriteOptions options) {
    NewTask task = NewTask.of(QueueName.SYSTEM, type, subject, Payload.of(payload));
    return store
        .submit(
            QueueName.SYSTEM, List.of(Submission.of(task, options)), NOBODY, options.durability())
        .thenApply(results -> TaskDocument.path(results.get(0).get().task().id()));
  }
}
