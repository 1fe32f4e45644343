package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.background.Background;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Prefer;
import io.vedette.idempotency.WriteOptions;
import io.vedette.task.life.TaskAction;
import io.vedette.task.system.BulkChange;
import io.vedette.task.system.BulkFilter;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Begins changes of many tasks, and answers with the task that does it. */
final class BulkAnswer {
  private final Background background;

  BulkAnswer(Background background) {
    this.background = background;
  }

  /** 202 with the place of the task. */
  CompletionStage<Response> begin(TaskAction action, BulkFilter filter, WriteOptions options) {
    return background
        .submit(BulkChange.type(action), filter.queue().text(), filter.document(), options)
        .thenApply(BulkAnswer::accepted)
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }

  private static Response accepted(String path) {
    return JsonAnswer.ok(JSON.createObjectBuilder().add("task", path).build())
        .status(202)
        .header("Location", path)
        .build();
  }
}
