package io.vedette.task.schedule;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import io.vedette.task.queue.QueueDirectory;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.TaskKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Schedules in Redis. Each change of one is one script of its queue, harmless when it runs twice.
 * Stages fail as {@link Redis#run} says.
 */
public final class ScheduleStore {
  /** There is no such schedule. */
  public static final Problem SCHEDULE_NOT_FOUND =
      Problem.of("schedule-not-found", 404, "There is no such schedule");

  private final Redis redis;
  private final TaskKeys keys;
  private final QueueRegistry registry;
  private final QueueDirectory directory;

  ScheduleStore(Redis redis, TaskKeys keys, QueueRegistry registry) {
    this.redis = redis;
    this.keys = keys;
    this.registry = registry;
    this.directory = QueueDirectory.schedules(redis, keys);
  }

  /**
   * Sets a schedule. One whose timing is the same misses no instant; one that was in another queue
   * leaves that first.
   *
   * @return whether it is new
   */
  public CompletionStage<Boolean> set(String name, NewSchedule schedule, Durability durability) {
    QueueName queue = schedule.queue();
    return registry
        .use(queue)
        .thenCompose(known -> Outcome.NOT_APPLIED.unlessTold(directory.find(name)))
        .thenCompose(
            before ->
                before
                    .filter(other -> !other.equals(queue))
                    .map(other -> remove(name, other, durability))
                    .orElse(CompletableFuture.completedStage(false))
                    .thenCompose(left -> directory.put(name, queue, durability))
                    .thenCompose(put -> write(name, schedule, durability))
                    .thenApply(made -> made && before.isEmpty()));
  }

  private CompletionStage<Boolean> write(String name, NewSchedule schedule, Durability durability) {
    ScriptCall call =
        of(ScheduleScripts.SET, schedule.queue())
            .with("name", name)
            .with("definition", Fields.utf8(schedule.document().toString()))
            .with("timing", schedule.timing().text())
            .with("next", millis(schedule.timing().next(now(), false)));
    return redis
        .run(call, durability)
        .thenApply(reply -> Fields.text(reply.kept().get(0)).equals("made"));
  }

  static String millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).map(String::valueOf).orElse("");
  }

  /** The queue of a schedule; empty when there is none of that name. */
  public CompletionStage<Optional<QueueName>> find(String name) {
    return directory.find(name);
  }

  /** The names of at most 1,000 schedules behind one, in order, with their queues. */
  public CompletionStage<Map<String, QueueName>> names(String behind) {
    return directory.list(behind);
  }

  /**
   * Schedules that were read together.
   *
   * @param now by the clock of Redis
   */
  public record Found(Instant now, List<Schedule> schedules) {
    public Found {
      schedules = List.copyOf(schedules);
    }
  }

  /** Reads schedules of a queue: those that are there. */
  public CompletionStage<Found> read(QueueName queue, List<String> names) {
    ScriptCall call = of(ScheduleScripts.READ, queue);
    names.forEach(name -> call.rest(Fields.ascii(name)));
    return redis
        .run(call)
        .thenApply(
            reply ->
                new Found(
                    Fields.instant(reply.get(0)),
                    reply.stream()
                        .skip(1)
                        .map(item -> Schedule.of(queue, (List<?>) item))
                        .toList()));
  }

  /** Reads one. Fails with {@code SCHEDULE_NOT_FOUND}. */
  public CompletionStage<Schedule> read(QueueName queue, String name) {
    return read(queue, List.of(name))
        .thenApply(found -> found.schedules().stream().findFirst().orElseThrow(() -> notFound()));
  }

  /** Deletes it; the tasks that it has submitted stay. Fails with {@code SCHEDULE_NOT_FOUND}. */
  public CompletionStage<Void> delete(String name, QueueName queue, Durability durability) {
    return remove(name, queue, durability)
        .thenCompose(
            there ->
                directory
                    .forget(name, queue, durability)
                    .thenAccept(
                        forgotten -> {
                          if (!there) {
                            throw absent();
                          }
                        }));
  }

  private CompletionStage<Boolean> remove(String name, QueueName queue, Durability durability) {
    return redis
        .run(of(ScheduleScripts.DELETE, queue).with("name", name), durability)
        .thenApply(reply -> Fields.text(reply.kept().get(0)).equals("done"));
  }

  /**
   * Pauses it, or lets it go on: what would have been meanwhile is not made up.
   *
   * @param next the first instant that is to come then; empty to pause it
   */
  CompletionStage<Void> pause(
      String name, QueueName queue, Optional<Instant> next, Durability durability) {
    ScriptCall call =
        of(ScheduleScripts.PAUSE, queue).with("name", name).with("next", millis(next));
    return redis
        .run(call, durability)
        .thenAccept(
            reply -> {
              if (Fields.text(reply.items().get(0)).equals("absent")) {
                throw absent();
              }
              reply.kept();
            });
  }

  /** Submits the tasks of those that are due: for each what became of it, and of which task. */
  CompletionStage<List<List<String>>> fire(
      QueueName queue, List<byte[]> arguments, Durability durability) {
    return redis
        .run(of(ScheduleScripts.FIRE, queue).rest(arguments), durability)
        .thenApply(Reply::kept)
        .thenApply(
            reply ->
                reply.stream()
                    .map(item -> ((List<?>) item).stream().map(Fields::text).toList())
                    .toList());
  }

  /** Nobody has set it, or somebody has deleted it. */
  public static Failure notFound() {
    return Failure.of(SCHEDULE_NOT_FOUND, "There is no such schedule.");
  }

  /** The same for whoever would have changed something. */
  public static Failure absent() {
    return notFound().with(Outcome.NOT_APPLIED);
  }

  /** By the clock of Redis, as exact as its heartbeat. */
  public Instant now() {
    return redis.clock().instant();
  }

  private ScriptCall of(Script script, QueueName queue) {
    return script.on().with("root", keys.root(queue));
  }
}
