package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can be done with tasks, in any order, {@code -Doperations} times: after each step
 * Redis has what the model says, and no index contradicts its tasks.
 */
class TaskModelIT {
  private static final int OPERATIONS = Integer.getInteger("operations", 3_000);
  private static final int MOST_TASKS = 14;
  private static final int OF_A_KEY = 2;
  private static final String FOR_EVER = "99999999999";

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);
  private final QueueModel model = new QueueModel(OF_A_KEY, queue.now());
  private final List<TaskGrant> grants = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private Random random = new Random(0);
  private int number;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderOfOperations_doesWhatTheModelDoes(long seed) {
    random = new Random(seed);
    redis.command("FLUSHALL");
    queue.set(
        "key_concurrency", "" + OF_A_KEY, "keep_succeeded", FOR_EVER, "keep_others", FOR_EVER);
    tick();
    for (int i = 0; i < OPERATIONS; i++) {
      step();
      compare();
    }
    deleteAll();
    TreeSet<String> left = new TreeSet<>(QueueContent.of(redis).keys().keySet());
    left.removeIf(key -> key.startsWith("minute:") || key.startsWith("grant:"));
    assertEquals(List.of("queue"), List.copyOf(left), this::story);
  }

  private void step() {
    int dice = random.nextInt(100);
    if (dice < 18 && model.tasks.size() < MOST_TASKS) {
      submit();
    } else if (dice < 34 || grants.isEmpty()) {
      grant();
    } else if (dice < 36) {
      grantAgain();
    } else if (dice < 62) {
      settle(anyGrant());
    } else if (dice < 78) {
      change(List.of("cancel", "retry", "delete", "delete").get(random.nextInt(4)));
    } else if (dice < 97) {
      pass(random.nextInt(random.nextInt(4) == 0 ? 2_000 : 300));
    } else if (dice < 99) {
      pass(2_001 + random.nextInt(20_000));
    } else {
      loseBody();
    }
  }

  private void note(String step, Object... told) {
    steps.add(queue.now() + " " + step + " " + List.of(told));
  }

  private String story() {
    return String.join("\n", steps.subList(Math.max(0, steps.size() - 12), steps.size()));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Mostly one that may still be held; often one that has ended a moment ago. */
  private TaskGrant anyGrant() {
    List<TaskGrant> recent = grants.subList(Math.max(0, grants.size() - 8), grants.size());
    List<TaskGrant> ended = recent.stream().filter(it -> it.ends() <= queue.now()).toList();
    int dice = random.nextInt(5);
    if (dice == 0) {
      return any(grants);
    }
    return any(dice < 3 && !ended.isEmpty() ? ended : recent);
  }

  private TaskModel anyTask() {
    return any(List.copyOf(model.tasks.values()));
  }

  private void submit() {
    Map<String, String> given = new LinkedHashMap<>(Map.of("type", "t" + random.nextInt(2)));
    perhaps(given, 2, "key", "k" + random.nextInt(2));
    perhaps(given, 4, "priority", random.nextBoolean() ? "1" : "-2");
    perhaps(given, 3, "timeout", "" + (500 + random.nextInt(20_000)));
    perhaps(given, 4, "deadline", "" + (queue.now() + random.nextInt(30_000)));
    perhaps(given, 2, "retry", "3 800 2 1500");
    perhaps(given, 3, "unique", "u" + random.nextInt(2));
    perhaps(given, 3, "tags", "x y");
    perhaps(given, 2, "body", "text/plain\nbody");
    long delay = random.nextInt(3) == 0 ? random.nextInt(4_000) : 0;
    String conflict = List.of("reject", "existing", "replace").get(random.nextInt(3));
    boolean again = random.nextInt(20) == 0 && !model.tasks.isEmpty();
    String id = again ? anyTask().id : "a%05d".formatted(++number);

    List<String> words = new ArrayList<>(List.of("delay", "" + delay, "conflict", conflict));
    given.forEach((name, value) -> words.addAll(List.of(name, value)));
    String told = queue.submit(id, words.toArray(String[]::new));
    note("submit " + id, given, told);
    Map<String, String> fields = new TreeMap<>(given);
    if (fields.remove("body") != null) {
      fields.put("size", "15");
    }
    assertEquals(model.submit(id, fields, delay, conflict, queue.now()), told, this::story);
  }

  private void perhaps(Map<String, String> given, int seldom, String name, String value) {
    if (random.nextInt(seldom) == 0) {
      given.put(name, value);
    }
  }

  private void grant() {
    boolean typed = random.nextBoolean();
    List<String> types = typed ? List.of("t" + random.nextInt(2), "none") : List.of();
    String nonce = "n" + ++number;
    int most = 1 + random.nextInt(4);
    long lease = 200L + random.nextInt(3_000);
    List<TaskGrant> got = queue.grant(nonce, most, lease, String.join(" ", types));
    note("grant " + most + types, got);
    grants.addAll(got);
    QueueContent actual = QueueContent.of(redis);
    assertEquals(
        List.of(), model.grant(nonce, most, lease, types, got, actual, queue.now()), this::story);
  }

  /** The answer was lost: the same call gets what is still held of it. */
  private void grantAgain() {
    String nonce = anyGrant().lease().split(" ", 2)[0];
    List<String> held =
        model.tasks.values().stream()
            .filter(task -> task.is("running") && task.text("lease").startsWith(nonce + " "))
            .map(task -> task.id)
            .toList();
    List<String> got =
        queue.grant(nonce, 9, 1_000, "").stream().map(TaskGrant::id).sorted().toList();
    note("grant again " + nonce, got);
    assertEquals(held, got, this::story);
  }

  /** What holders do, those who lost their lease, and those who never had one. */
  private void settle(TaskGrant grant) {
    boolean wrong = random.nextInt(12) == 0;
    String lease = wrong ? grant.lease() + "1" : grant.lease();
    TaskGrant by = new TaskGrant(grant.id(), lease, 0, 0, 0, Map.of());
    TaskStep step = TaskStep.any(random);
    String told = step.on(queue, by);
    note("settle " + lease + " of " + grant.id() + " " + step, told);
    TaskModel task = model.tasks.get(grant.id());
    boolean patient = model.isPatient(queue.now());
    String expected = task == null ? "lost" : step.on(task, lease, patient, queue.now());
    assertEquals(expected, told, this::story);
  }

  private void change(String action) {
    if (model.tasks.isEmpty()) {
      return;
    }
    TaskModel task = anyTask();
    String told = queue.change(task.id, action);
    note(action + " " + task.id, told);
    assertEquals(expected(task, action), told, this::story);
  }

  private String expected(TaskModel task, String action) {
    if (action.equals("cancel")) {
      return task.cancel("asked", queue.now());
    }
    if (action.equals("retry")) {
      return task.retry(model.isTaken(task), queue.now());
    }
    if (task.isEnded()) {
      model.tasks.remove(task.id);
      return "done " + task.status();
    }
    return "conflict " + task.status();
  }

  private void pass(long millis) {
    queue.pass(millis);
    if (random.nextInt(3) > 0 || millis > 1_000) {
      tick();
    }
  }

  private void tick() {
    note("tick", queue.tick());
    model.tick(queue.now());
  }

  private void loseBody() {
    if (model.tasks.isEmpty()) {
      return;
    }
    TaskModel task = anyTask();
    if (task.is("queued")) {
      queue.redis("DEL", "body:" + task.id);
      task.hasBody = false;
      note("lose the body of " + task.id);
    }
  }

  private void compare() {
    QueueContent actual = QueueContent.of(redis);
    assertEquals(List.of(), model.differences(actual), this::story);
    List<String> faults = new ArrayList<>(actual.faults());
    if (model.isRunningPastADeadline(queue.now())) {
      faults.removeIf(fault -> fault.startsWith("deadlines has"));
    }
    assertEquals(List.of(), faults, this::story);
  }

  private void deleteAll() {
    pass(3_000);
    while (!model.tasks.isEmpty()) {
      pass(900);
      for (TaskModel task : List.copyOf(model.tasks.values())) {
        assertEquals(task.cancel("asked", queue.now()), queue.change(task.id, "cancel"));
        assertEquals(expected(task, "delete"), queue.change(task.id, "delete"));
      }
      compare();
    }
    pass(1_500);
  }
}
