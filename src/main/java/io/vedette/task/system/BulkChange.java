package io.vedette.task.system;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.background.BackgroundWork;
import io.vedette.background.Progress;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskCursor;
import io.vedette.task.life.TaskFilter;
import io.vedette.task.life.TaskStore;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Cancels, retries or deletes many tasks, in slices that hold up nobody. What fits when it begins
 * is changed; what changes meanwhile may be or not. Done again it finds what it has done.
 */
public final class BulkChange implements BackgroundWork {
  private static final int SLICE = 200;

  private final TaskStore store;
  private final TaskAction action;

  BulkChange(TaskStore store, TaskAction action) {
    this.store = store;
    this.action = action;
  }

  /** The type of tasks that do it. */
  public static String type(TaskAction action) {
    return "task." + action.word();
  }

  @Override
  public String type() {
    return type(action);
  }

  /** How much was done. */
  private record Done(long changed, long passedOver) {
    JsonObject document() {
      return JSON.createObjectBuilder()
          .add("changed", changed)
          .add("passedOver", passedOver)
          .build();
    }
  }

  @Override
  public CompletionStage<JsonObject> run(JsonObject payload, Progress progress) {
    BulkFilter bulk = BulkFilter.stored(payload);
    CompletionStage<Done> done = CompletableFuture.completedStage(new Done(0, 0));
    for (TaskFilter filter : bulk.filters()) {
      done = done.thenCompose(before -> slice(bulk, filter, Optional.empty(), before, progress));
    }
    return done.thenApply(Done::document);
  }

  private CompletionStage<Done> slice(
      BulkFilter bulk,
      TaskFilter filter,
      Optional<TaskCursor> behind,
      Done before,
      Progress progress) {
    return store
        .change(bulk.queue(), filter, bulk.before(), action, behind, SLICE)
        .thenCompose(
            slice -> {
              Done done =
                  new Done(
                      before.changed() + slice.changed(), before.passedOver() + slice.passedOver());
              progress.tell(done.document());
              return slice.next().isEmpty() || progress.isOver()
                  ? CompletableFuture.completedStage(done)
                  : slice(bulk, filter, slice.next(), done, progress);
            });
  }
}
