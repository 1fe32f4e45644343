package io.vedette.task.queue;

import java.time.Duration;

/**
 * How much of a queue more workers could help with.
 *
 * @param ready tasks that wait for a worker and for nothing else
 * @param running tasks that a worker has
 * @param lag for how long the oldest of the ready ones has been ready; zero when there is none
 */
public record QueueDemand(long ready, long running, Duration lag) {}
