package io.vedette.task.queue;

import java.time.Duration;

/**
 * How full a queue is, of all servers.
 *
 * @param lag for how long the queued task has waited that has waited longest
 * @param ready tasks that wait for a worker
 * @param running tasks that a worker has
 * @param dead tasks whose attempts are used up
 */
record QueueDepth(Duration lag, long ready, long running, long dead) {
  static final QueueDepth NONE = new QueueDepth(Duration.ZERO, 0, 0, 0);
}
