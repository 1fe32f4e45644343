package io.vedette.task.queue;

import io.vedette.redis.KeySpace;

/**
 * The keys of tasks. All of a queue are in one slot, and queues in different ones; {@code
 * queue.lua} tells those of a queue.
 *
 * <pre>
 *   {tasks:QUEUE}:…   what belongs to a queue
 *   {tasks}:queues    sorted set, names of queues by when somebody used them last
 *   {tasks}:batches, {tasks}:schedules
 *                     hashes, in which queue something of that name is
 * </pre>
 */
public final class TaskKeys {
  private final KeySpace space;

  public TaskKeys(KeySpace space) {
    this.space = space;
  }

  /** What all keys of a queue begin with. */
  public byte[] root(QueueName queue) {
    return space.name("{tasks:" + queue.text() + "}:");
  }

  /** In which queues things of a kind are. */
  byte[] directory(String kind) {
    return space.name("{tasks}:" + kind);
  }

  /** The names of all queues. */
  byte[] queues() {
    return space.name("{tasks}:queues");
  }
}
