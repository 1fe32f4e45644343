package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonAnswer;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Attempt;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.TaskConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Changes of one task, for callers who may ask for them. */
@ApplicationScoped
class TaskChangeAnswer {
  @Inject TaskConfig config;
  @Inject TaskStore store;
  @Inject WriteRequests writeRequests;

  CompletionStage<Response> delete(TaskId id, HttpServletRequest request) {
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        store
            .change(id, TaskAction.DELETE, options.durability())
            .thenApply(done -> TaskAnswer.none(204).build())
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        RequestId.of(request));
  }

  /** One attempt of it. */
  CompletionStage<Response> change(
      TaskId id, TaskAction action, Optional<Durability> preferred, Attempt attempt) {
    WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
    return store
        .change(id, action, options.durability())
        .thenApply(done -> answer(id, done))
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }

  private static Response answer(TaskId id, boolean done) {
    return JsonAnswer.ok(JSON.createObjectBuilder().add("id", id.text()).add("done", done).build())
        .status(done ? 200 : 202)
        .build();
  }
}
