package io.vedette.task.schedule;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.task.life.Submission;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskRefusal;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import io.vedette.task.queue.TickListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fires schedules: those of which ticks tell that they are due, and those that somebody wants to
 * run now. Stages fail as {@link ScheduleStore} says.
 */
public final class Schedules implements TickListener {
  private static final Logger LOG = System.getLogger(Schedules.class.getName());
  private static final String NOBODY = "schedule";
  private static final int AT_ONCE = 50;

  private final ScheduleStore store;
  private final TaskConfig config;
  private final ScheduleMetrics metrics;

  /** Names and versions that were told of. */
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  Schedules(ScheduleStore store, TaskConfig config, ScheduleMetrics metrics) {
    this.store = store;
    this.config = config;
    this.metrics = metrics;
  }

  /** What fails now is looked at again by whoever is told of it next. */
  @Override
  public void schedulesDue(QueueName queue, List<String> names) {
    for (int i = 0; i < names.size(); i += AT_ONCE) {
      fire(queue, names.subList(i, Math.min(i + AT_ONCE, names.size())));
    }
  }

  private void fire(QueueName queue, List<String> names) {
    store
        .read(queue, names)
        .thenCompose(
            found -> {
              List<byte[]> due = new ArrayList<>();
              found.schedules().forEach(one -> due.addAll(firing(one, found.now())));
              return due.isEmpty()
                  ? CompletableFuture.completedStage(List.<List<String>>of())
                  : store.fire(queue, due, Durability.NONE);
            })
        .thenAccept(outcomes -> outcomes.forEach(one -> metrics.fired(one.get(0))))
        .exceptionally(thrown -> triedAgain(queue, thrown));
  }

  /** While Redis is away that is no news; anything else is. */
  private static @Nullable Void triedAgain(QueueName queue, Throwable thrown) {
    Level level = Causes.of(thrown) instanceof Failure ? Level.DEBUG : Level.ERROR;
    LOG.log(level, "Schedules of " + queue.text() + " will be tried again", thrown);
    return null;
  }

  /** Nothing of one that this server cannot read: another version has written it. */
  private List<byte[]> firing(Schedule schedule, Instant now) {
    Optional<Instant> due = schedule.next().filter(instant -> !instant.isAfter(now));
    if (due.isEmpty() || schedule.isPaused()) {
      return List.of();
    }
    try {
      NewSchedule set = NewSchedule.stored(schedule.definition(), config);
      Firing firing = Firing.at(set.timing(), due.get(), now, set.latest());
      Submission task = Submission.ofInstant(set.task(), schedule.name());
      Instant instant = firing.instant().orElse(now);
      return arguments(schedule, set, due, firing, task.arguments(NOBODY, instant));
    } catch (Failure failure) {
      if (unreadable.add(schedule.name() + " " + schedule.text("version"))) {
        LOG.log(Level.WARNING, "The schedule {0} cannot be read", schedule.name());
      }
      return List.of();
    }
  }

  private static List<byte[]> arguments(
      Schedule schedule, NewSchedule set, Optional<Instant> due, Firing firing, List<byte[]> task) {
    List<byte[]> arguments = new ArrayList<>();
    for (String text :
        List.of(
            schedule.name(),
            due.isEmpty() ? "" : schedule.text("version"),
            ScheduleStore.millis(due),
            ScheduleStore.millis(firing.instant()),
            ScheduleStore.millis(firing.next()),
            set.overlap().word())) {
      arguments.add(Fields.ascii(text));
    }
    arguments.addAll(task);
    return arguments;
  }

  /**
   * Submits the task of a schedule now, whatever is due and whether it is paused.
   *
   * @return the task. Fails as submitting it does
   */
  public CompletionStage<TaskId> run(String name, QueueName queue, WriteOptions options) {
    return present(queue, name)
        .thenCompose(
            schedule -> {
              Instant now = store.now();
              NewSchedule set = NewSchedule.stored(schedule.definition(), config);
              List<byte[]> task = Submission.of(set.task(), options).arguments(NOBODY, now);
              Firing firing = new Firing(Optional.of(now), Optional.empty());
              return store.fire(
                  queue,
                  arguments(schedule, set, Optional.empty(), firing, task),
                  options.durability());
            })
        .thenApply(outcomes -> submitted(queue, outcomes.get(0)));
  }

  private CompletionStage<Schedule> present(QueueName queue, String name) {
    return Outcome.NOT_APPLIED
        .unlessTold(store.read(queue, List.of(name)))
        .thenApply(
            found ->
                found.schedules().stream().findFirst().orElseThrow(() -> ScheduleStore.absent()));
  }

  private TaskId submitted(QueueName queue, List<String> outcome) {
    String word = outcome.get(0);
    metrics.fired(word);
    if (word.equals("stale")) {
      throw ScheduleStore.absent();
    }
    TaskId task = new TaskId(queue, outcome.get(1));
    if (List.of("submitted", "again", "existing", "replaced").contains(word)) {
      return task;
    }
    throw TaskRefusal.of(word, task, queue);
  }

  /** Nothing fires until it is resumed. */
  public CompletionStage<Void> pause(String name, QueueName queue, Durability durability) {
    return store.pause(name, queue, Optional.empty(), durability);
  }

  /** It goes on with the next instant. */
  public CompletionStage<Void> resume(String name, QueueName queue, Durability durability) {
    return present(queue, name)
        .thenApply(schedule -> NewSchedule.stored(schedule.definition(), config))
        .thenCompose(
            set ->
                store.pause(
                    name,
                    queue,
                    Optional.of(set.timing().next(store.now(), false).orElseThrow()),
                    durability));
  }
}
