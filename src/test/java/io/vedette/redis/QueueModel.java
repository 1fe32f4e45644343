package io.vedette.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All tasks of a queue as they should be, and which of them may be granted. Which of several that
 * may be granted is not said here: of a type and key the first ones, and of a key so many at once.
 */
final class QueueModel {
  private static final long PATIENT_FROM = 2_000;
  private static final long PATIENCE = 5_000;
  private static final long MOST_PATIENCE = 30_000;

  final Map<String, TaskModel> tasks = new TreeMap<>();
  private final long ofAKey;
  private long ticked;
  private long grace;

  QueueModel(long ofAKey, long now) {
    this.ofAKey = ofAKey;
    this.ticked = now;
  }

  /** Whether holders keep their leases beyond the end. */
  boolean isPatient(long now) {
    return now < grace || now - ticked > PATIENT_FROM;
  }

  /** Whether a task has a lease beyond its end: its deadline is looked at when that is lost. */
  boolean isRunningPastADeadline(long now) {
    return !all(task -> task.is("running") && task.deadline() <= now).isEmpty();
  }

  private List<TaskModel> all(Predicate<TaskModel> those) {
    return tasks.values().stream().filter(those).toList();
  }

  private Optional<TaskModel> holder(String unique) {
    return tasks.values().stream()
        .filter(task -> !task.isEnded() && task.text("unique").equals(unique))
        .findAny();
  }

  /** Whether another unfinished task has its value. */
  boolean isTaken(TaskModel task) {
    return task.fields.containsKey("unique") && holder(task.text("unique")).isPresent();
  }

  /** Tells what becomes of a submission. */
  String submit(String id, Map<String, String> given, long delay, String conflict, long now) {
    if (tasks.containsKey(id)) {
      return "again";
    }
    TaskModel task = new TaskModel(id, given, delay > 0 ? "scheduled" : "queued", now + delay, now);
    if (now + delay >= task.deadline()) {
      return "late";
    }
    Optional<TaskModel> holder = holder(given.getOrDefault("unique", "none"));
    if (holder.isPresent() && conflict.equals("existing")) {
      return conflict;
    }
    if (holder.isPresent() && (conflict.equals("reject") || !hasNotBegun(holder.get()))) {
      return "taken";
    }
    holder.ifPresent(it -> it.cancel("replaced", now));
    tasks.put(id, task);
    return holder.isPresent() ? "replaced" : "submitted";
  }

  private static boolean hasNotBegun(TaskModel task) {
    return task.is("queued") || task.is("scheduled");
  }

  private void promote(long now) {
    all(task -> (task.is("scheduled") || task.is("retrying")) && task.at() <= now)
        .forEach(task -> task.becomeReady(now));
  }

  void tick(long now) {
    if (now - ticked > PATIENT_FROM) {
      grace = now + Math.min(now - ticked + PATIENCE, MOST_PATIENCE);
    }
    ticked = now;
    promote(now);
    if (now >= grace) {
      all(task -> task.is("running") && task.at() <= now).forEach(task -> task.lose(now));
    }
    all(task -> !task.isEnded() && !task.is("running") && task.deadline() <= now)
        .forEach(task -> task.end(now));
  }

  /**
   * Follows a grant.
   *
   * @param actual what the tasks are afterwards: those that are too late, or lack their body, may
   *     have been met, or not
   * @return what is wrong with it
   */
  List<String> grant(
      String nonce,
      int most,
      long lease,
      List<String> types,
      List<TaskGrant> grants,
      QueueContent actual,
      long now) {
    for (TaskModel task : all(it -> it.is("queued") && !isGood(it, now))) {
      if (!"queued".equals(actual.of("task:" + task.id).get("status"))) {
        task.end(now);
      }
    }
    List<TaskModel> ready =
        new ArrayList<>(all(it -> it.is("queued") && isGood(it, now) && isOf(it, types)));
    List<String> faults = new ArrayList<>();
    if (grants.size() != Math.min(most, room(ready))) {
      faults.add("%d of %s were granted".formatted(grants.size(), ready));
    }
    for (TaskGrant grant : grants) {
      TaskModel task = Objects.requireNonNull(tasks.get(grant.id()));
      if (!ready.remove(task)) {
        faults.add(task + " may not be granted");
      }
      ready.stream()
          .filter(other -> isOfTheSameLane(other, task) && BEFORE.compare(other, task) < 0)
          .forEach(other -> faults.add(other + " was first, and not " + task));
      task.grant(nonce, lease, now);
      faults.addAll(differences(grant, task));
    }
    return faults;
  }

  private static final Comparator<TaskModel> BEFORE =
      Comparator.comparing(TaskModel::score).thenComparing(task -> task.id);

  private static boolean isGood(TaskModel task, long now) {
    return task.deadline() > now && task.hasBody == task.fields.containsKey("size");
  }

  private static boolean isOf(TaskModel task, List<String> types) {
    return types.isEmpty() || types.contains(task.text("type"));
  }

  private static boolean isOfTheSameLane(TaskModel one, TaskModel other) {
    return one.text("type").equals(other.text("type")) && one.text("key").equals(other.text("key"));
  }

  /** How many of them may be granted at once. */
  private long room(List<TaskModel> ready) {
    return ready.stream()
        .map(task -> task.text("key"))
        .distinct()
        .mapToLong(
            key -> {
              long waiting = ready.stream().filter(it -> it.text("key").equals(key)).count();
              return key.isEmpty()
                  ? waiting
                  : Math.min(waiting, Math.max(0, ofAKey - running(key)));
            })
        .sum();
  }

  private long running(String key) {
    return all(task -> task.is("running") && task.text("key").equals(key)).size();
  }

  private static List<String> differences(TaskGrant grant, TaskModel task) {
    List<String> faults = new ArrayList<>();
    if (!grant.lease().equals(task.text("lease"))
        || grant.ends() != task.at()
        || grant.attempt() != task.number("failures", 0) + 1
        || !task.text("type").equals(grant.is().get("type"))
        || !task.text("key").equals(grant.is().get("key"))
        || grant.is().getOrDefault("body", "").isEmpty() == task.hasBody) {
      faults.add(grant + " of " + task);
    }
    return faults;
  }

  /** Where Redis has something else. */
  List<String> differences(QueueContent actual) {
    List<String> faults = new ArrayList<>();
    Map<String, Map<String, String>> expected = new TreeMap<>();
    tasks.forEach(
        (id, task) -> {
          expected.put("task:" + id, task.fields);
          put(expected, "body:" + id, task.hasBody);
          put(expected, "result:" + id, task.hasResult);
          put(expected, "progress:" + id, !task.progress.isEmpty());
          Map<String, String> attempts = new TreeMap<>();
          task.attempts.forEach(one -> attempts.put("" + attempts.size(), one));
          expected.put("attempts:" + id, attempts);
        });
    actual.keys().keySet().stream()
        .filter(key -> key.matches("(task|body|result|progress|attempts):.*"))
        .forEach(key -> expected.putIfAbsent(key, Map.of()));
    expected.forEach(
        (key, fields) -> {
          Map<String, String> there = actual.of(key);
          boolean text =
              key.startsWith("body:") || key.startsWith("result:") || key.startsWith("progress:");
          if (text ? there.isEmpty() != fields.isEmpty() : !there.equals(fields)) {
            faults.add("%s is %s, not %s".formatted(key, there, fields));
          }
        });
    return faults;
  }

  private static void put(Map<String, Map<String, String>> into, String key, boolean there) {
    into.put(key, there ? Map.of("", "something") : Map.of());
  }
}
