package io.vedette.task;

import io.vedette.task.life.Task;
import io.vedette.task.life.TaskDocument;
import jakarta.ws.rs.core.Response;

/** Answers about a task; nobody on the way may store one. */
final class TaskAnswer {
  private static final String JSON = "application/json";

  private TaskAnswer() {}

  /** An answer with this status and the task, which has its tag. */
  static Response.ResponseBuilder of(int status, Task task) {
    return none(status)
        .header("ETag", tag(task))
        .type(JSON)
        .entity(TaskDocument.of(task).toString());
  }

  /** An answer with this status and no content. */
  static Response.ResponseBuilder none(int status) {
    return Response.status(status).header("Cache-Control", "no-store");
  }

  /** 304. */
  static Response notModified(Task task) {
    return none(304).header("ETag", tag(task)).build();
  }

  /** Its entity tag. */
  static String tag(Task task) {
    return '"' + task.version() + '"';
  }
}
