package it.vedette;

import it.vedette.TaskHistory.Reason;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * All tasks of a queue and what was told of them through several servers; in the words of Jepsen's
 * total queue: lost is what was acknowledged and is not done in the end, unexpected what nobody has
 * submitted, duplicated what two had at once without a reason, and recovered what was done though
 * nobody was told that it was taken.
 */
final class TaskLedger {
  /** What is wrong with a task. */
  enum Trouble {
    LOST,
    DUPLICATED,
    UNEXPECTED,
    WRONG
  }

  private static final int SHOWN = 5;

  final String queue;
  final List<Client> servers = new CopyOnWriteArrayList<>();
  final Failovers failovers = new Failovers();
  private final Map<String, TaskHistory> tasks = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Map<Trouble, Queue<String>> troubles = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile Duration slowestPull = Duration.ZERO;

  TaskLedger(String queue) {
    this.queue = queue;
  }

  /** A request and its answer, which is absent when the connection broke. */
  record Said(Span span, Claim claim, Optional<Answer> answer) {
    int status() {
      return answer.map(Answer::status).orElse(0);
    }
  }

  Said send(String what, Random random, String method, String path, String json, String... more) {
    List<Client> all = List.copyOf(servers);
    Client server = all.get(random.nextInt(all.size()));
    String[] fields = new String[more.length + 2];
    fields[0] = "Content-Type";
    fields[1] = "application/json";
    System.arraycopy(more, 0, fields, 2, more.length);
    long start = Span.now();
    Optional<Answer> answer = Optional.empty();
    try {
      answer =
          Optional.of(server.send(method, path, json.getBytes(StandardCharsets.UTF_8), fields));
    } catch (UncheckedIOException broken) {
      // Nobody knows what became of it.
    }
    Span span = Span.since(start);
    Claim claim = answer.map(it -> claim(what, it)).orElse(Claim.UNKNOWN);
    count("%s %s (%s)".formatted(what, claim, answer.map(it -> "" + it.status()).orElse("none")));
    return new Said(span, claim, answer);
  }

  private Claim claim(String what, Answer answer) {
    if (answer.status() < 300) {
      return Claim.ACKNOWLEDGED;
    }
    if (answer.status() == 409) {
      return Claim.NOT_APPLIED;
    }
    if (answer.status() != 503) {
      report(Trouble.WRONG, what + ": " + answer.status() + " " + answer.text());
      return Claim.UNKNOWN;
    }
    return Claim.of(answer);
  }

  void count(String what) {
    counts.computeIfAbsent(what, name -> new LongAdder()).increment();
  }

  /** How many answers there were, and of what kind. */
  long answers(String begin) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(begin))
        .mapToLong(count -> count.getValue().sum())
        .sum();
  }

  synchronized void pulled(Span span) {
    slowestPull = slowestPull.compareTo(span.length()) < 0 ? span.length() : slowestPull;
  }

  Duration slowestPull() {
    return slowestPull;
  }

  /** A task to be submitted. */
  TaskHistory begin() {
    TaskHistory task = new TaskHistory("n" + numbers.incrementAndGet());
    tasks.put(task.token, task);
    return task;
  }

  Optional<TaskHistory> task(String token) {
    Optional<TaskHistory> known = Optional.ofNullable(tasks.get(token));
    if (known.isEmpty()) {
      report(Trouble.UNEXPECTED, token);
    }
    return known;
  }

  Collection<TaskHistory> tasks() {
    return tasks.values();
  }

  void report(Trouble trouble, String what) {
    troubles.computeIfAbsent(trouble, kind -> new ConcurrentLinkedQueue<>()).add(what);
  }

  int troubles() {
    return troubles.values().stream().mapToInt(Queue::size).sum();
  }

  /** Compares all histories with what the tasks are, when nobody does anything any more. */
  void audit(Client client) {
    for (TaskHistory task : tasks.values()) {
      task.explain(failovers, reason -> count("granted again: " + reason));
      if (task.id().isEmpty()) {
        count(task.wasGranted() ? "recovered" : "never acknowledged");
      }
      task.id().ifPresent(id -> audit(task, client.get(Tasks.path(id))));
    }
  }

  private void audit(TaskHistory task, Answer answer) {
    if (answer.status() != 200) {
      report(Trouble.LOST, answer.status() + ": " + task);
      return;
    }
    JsonObject found = answer.json();
    String status = found.getString("status");
    count("in the end: " + status + " " + found.getString("reason", ""));
    if (List.of("scheduled", "queued", "running", "retrying").contains(status)) {
      report(Trouble.LOST, status + ": " + task);
      return;
    }
    boolean twice = false;
    for (String fault : task.faults(status, found.getString("reason", ""), failovers)) {
      twice |= fault.startsWith("two");
      report(twice ? Trouble.DUPLICATED : Trouble.WRONG, fault);
    }
  }

  /** Counts, and the first of what is wrong. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("tasks: " + tasks.size() + "\n");
    for (Trouble trouble : Trouble.values()) {
      text.append(trouble)
          .append(": ")
          .append(troubles.getOrDefault(trouble, NONE).size())
          .append('\n');
    }
    text.append("slowest pull: ").append(slowestPull).append('\n');
    counts.forEach((what, count) -> text.append(what).append(": ").append(count).append('\n'));
    text.append(
        troubles.entrySet().stream()
            .flatMap(
                all -> all.getValue().stream().limit(SHOWN).map(one -> all.getKey() + " " + one))
            .collect(Collectors.joining("\n")));
    return text.append('\n').toString();
  }

  private static final Queue<String> NONE = new ConcurrentLinkedQueue<>();

  long explained(Reason reason) {
    return answers("granted again: " + reason);
  }
}
