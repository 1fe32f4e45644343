package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.task.lease.LeaseId;
import io.vedette.task.lease.Settled;
import io.vedette.task.life.Task;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskRefusal;
import io.vedette.task.queue.QueueName;
import jakarta.servlet.http.HttpServletRequest;

/** What the paths of requests name, and whether their callers may have to do with it. */
final class TaskPath {
  private TaskPath() {}

  /**
   * The task of an id, to be looked at by who may see it: see {@link #requireSight(Caller, Task)}.
   */
  static TaskId named(String text) {
    return TaskId.parse(text).orElseThrow(TaskRefusal::notFound);
  }

  /** A change of many tasks is seen by who may see their queue. */
  static void requireSight(Caller caller, Task task) {
    requireSight(caller, task.subject().map(QueueName::new).orElse(task.id().queue()));
  }

  /** The task of an id, for somebody who submits or works in its queue. */
  static TaskId seen(HttpServletRequest request, String text) {
    TaskId id = TaskId.parse(text).orElseThrow(TaskRefusal::notFound);
    requireSight(Caller.of(request), id.queue());
    return id;
  }

  /** The task of an id, for somebody who submits to its queue. */
  static TaskId submitted(HttpServletRequest request, String text) {
    TaskId id = TaskId.parse(text).orElseThrow(TaskRefusal::notFound);
    Caller.of(request).require(Scope.TASK_SUBMIT, id.queue().text());
    return id;
  }

  /** The lease of a text, for somebody who works in its queue. */
  static LeaseId lease(HttpServletRequest request, String text) {
    LeaseId lease = LeaseId.parse(text).orElseThrow(Settled::lost);
    Caller.of(request).require(Scope.TASK_WORK, lease.task().queue().text());
    refuseSystem(lease.task().queue());
    return lease;
  }

  /** Reading takes either scope for the queue. */
  static void requireSight(Caller caller, QueueName queue) {
    if (!caller.may(Scope.TASK_WORK, queue.text())) {
      caller.require(Scope.TASK_SUBMIT, queue.text());
    }
  }

  /** The queue of a name, with which callers may do something. */
  static QueueName open(String name) {
    QueueName queue = new QueueName(name);
    refuseSystem(queue);
    return queue;
  }

  /**
   * What the service does itself nobody else does.
   *
   * @throws Failure {@code CONFLICT}
   */
  static void refuseSystem(QueueName queue) {
    if (queue.equals(QueueName.SYSTEM)) {
      throw Failure.of(Problem.CONFLICT, "This queue is for the work of the service itself.")
          .with(Outcome.NOT_APPLIED);
    }
  }
}
