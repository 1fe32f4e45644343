package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.task.lease.LeaseId;
import io.vedette.task.lease.Settled;
import io.vedette.task.life.Task;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskRefusal;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.servlet.http.HttpServletRequest;

/** What the paths of requests name, and whether their callers may have to do with it. */
final class TaskPath {
  private TaskPath() {}

  /**
   * The task of an id, for who may see it: of work of the service {@link #requireSight(Caller,
   * Task)} decides.
   */
  static TaskId seen(Caller caller, String text) {
    TaskId id = TaskId.parse(text).orElseThrow(TaskRefusal::notFound);
    if (!id.queue().equals(QueueName.SYSTEM)) {
      requireSight(caller, id.queue());
    }
    return id;
  }

  /** Work of the service is seen by who may see the queue that it changes, or write the cache. */
  static void requireSight(Caller caller, Task task) {
    if (task.changedCache().filter(it -> caller.may(Scope.CACHE_WRITE, it)).isEmpty()) {
      requireSight(caller, task.changedQueue().map(QueueName::new).orElse(task.id().queue()));
    }
  }

  /** Work of the service is cancelled by who may begin such work. */
  static void requireCancel(Caller caller, Task task) {
    if (task.changedCache().filter(it -> caller.may(Scope.CACHE_WRITE, it)).isEmpty()) {
      caller.require(Scope.TASK_SUBMIT, task.changedQueue().orElse(task.id().queue().text()));
    }
  }

  /**
   * The task of an id, for who may cancel it: of work of the service {@link #requireCancel}
   * decides.
   */
  static TaskId cancelled(Caller caller, String text) {
    TaskId id = TaskId.parse(text).orElseThrow(TaskRefusal::notFound);
    if (!id.queue().equals(QueueName.SYSTEM)) {
      caller.require(Scope.TASK_SUBMIT, id.queue().text());
    }
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

  /** The name of a schedule. */
  static String schedule(String text) {
    return name("schedule", text);
  }

  /** The name of a batch. */
  static String batch(String text) {
    return name("batch", text);
  }

  private static String name(String parameter, String text) {
    if (!QueueName.isName(text) || text.equals(QueueName.SYSTEM.text())) {
      throw Failure.malformed(
          InputError.parameter(parameter, "a name is [a-z0-9][a-z0-9._-]{0,63}, lower case only"));
    }
    return text;
  }

  /** The queue of a name, with which callers may do something. */
  static QueueName open(String name) {
    QueueName queue = new QueueName(name);
    refuseSystem(queue);
    return queue;
  }

  /**
   * The queue of a name, whose tasks callers may take.
   *
   * @throws Failure {@code CONFLICT} when the service does that itself
   */
  static QueueName worked(QueueName queue, TaskConfig config) {
    refuseSystem(queue);
    if (config.targets().contains(queue.text())) {
      throw conflict("The service delivers the tasks of this queue to its target.");
    }
    return queue;
  }

  /**
   * Only what is delivered can be once more.
   *
   * @throws Failure {@code CONFLICT}
   */
  static void requireTarget(QueueName queue, TaskConfig config) {
    if (!config.targets().contains(queue.text())) {
      throw conflict("The queue of the task is no target: workers take its tasks.");
    }
  }

  private static Failure conflict(String detail) {
    return Failure.of(Problem.CONFLICT, detail).with(Outcome.NOT_APPLIED);
  }

  /**
   * What the service does itself nobody else does.
   *
   * @throws Failure {@code CONFLICT}
   */
  static void refuseSystem(QueueName queue) {
    if (queue.equals(QueueName.SYSTEM)) {
      throw conflict("This queue is for the work of the service itself.");
    }
  }
}
