package io.vedette.task.batch;

import io.vedette.http.JsonMembers;
import io.vedette.idempotency.Fingerprint;
import io.vedette.task.life.NewTask;
import io.vedette.task.life.TaskRequest;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A batch to make, as its caller describes it.
 *
 * @param onFinished becomes ready when all tasks have ended
 * @param onFailed becomes ready in its place when not all of them have succeeded
 * @param document what the caller has sent
 */
public record NewBatch(NewTask onFinished, Optional<NewTask> onFailed, JsonObject document) {
  /** What a batch may say. */
  public static final List<String> MEMBERS = List.of("onFinished", "onFailed");

  /** What a task that closes a batch may say: when it is due is up to the batch. */
  private static final List<String> CLOSING =
      List.of("queue", "type", "payload", "priority", "key", "timeout", "retry", "tags", "target");

  /**
   * Reads a request.
   *
   * @throws io.vedette.failure.Failure malformed
   */
  public static NewBatch of(JsonObject document, TaskConfig config) {
    JsonMembers members = new JsonMembers(document, "", MEMBERS);
    NewTask finished =
        closing(document, members, "onFinished", config)
            .orElseThrow(() -> members.refused("onFinished", "a batch ends in a task"));
    Optional<NewTask> failed = closing(document, members, "onFailed", config);
    failed
        .filter(task -> !task.queue().equals(finished.queue()))
        .ifPresent(
            task -> {
              throw members.refused("onFailed", "a batch is in one queue, that of 'onFinished'");
            });
    return new NewBatch(finished, failed, document);
  }

  private static Optional<NewTask> closing(
      JsonObject document, JsonMembers members, String name, TaskConfig config) {
    if (!members.has(name)) {
      return Optional.empty();
    }
    if (document.get(name) instanceof JsonObject object) {
      return Optional.of(TaskRequest.inside(object, "/" + name, CLOSING, config));
    }
    throw members.refused(name, "'%s' is a task".formatted(name));
  }

  /** Where the batch is, and all of its tasks. */
  public QueueName queue() {
    return onFinished.queue();
  }

  /** The tasks that close it. */
  List<NewTask> closing() {
    return Stream.concat(Stream.of(onFinished), onFailed.stream()).toList();
  }

  String fingerprint() {
    return new Fingerprint().with(document.toString()).brief();
  }
}
