package io.vedette.redis;

import static io.vedette.redis.AllScripts.script;

import it.vedette.local.RedisProcess;
import it.vedette.local.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A queue of tasks as the application runs its scripts, under ids and nonces of choice, and at a
 * time of choice: where scripts ask Redis for the time, they are told this one.
 */
final class TaskQueue {
  static final String ROOT = "test:{tasks:q}:";
  static final long MEMORY = 60_000;
  static final int MOST = 200;
  private static final long BEGIN = 1_800_000_000_000L;
  private static final List<String> WORDS =
      List.of(
          ("id type key priority delay at timeout deadline retry unique conflict tags size body once"
                  + " fingerprint startBy batch target")
              .split(" "));

  private final RedisProcess redis;
  private long now = BEGIN;
  private int nonces;
  private boolean counting;

  TaskQueue(RedisProcess redis) {
    this.redis = redis;
  }

  /** Milliseconds since 1970. */
  long now() {
    return now;
  }

  /** Time goes on; or, below zero, a clock is set back. */
  void pass(long millis) {
    now += millis;
  }

  /** What the scripts of a call do in Redis. */
  int work(Runnable call) {
    counting = true;
    int work = ScriptWork.of(redis, call);
    counting = false;
    return work;
  }

  private static ScriptCall call(String label) {
    return script(label).on().with("root", ROOT);
  }

  private Reply run(ScriptCall call) {
    String source = call.script().source().replace("redis.call('TIME')", "{KEYS[1], KEYS[2]}");
    source = counting ? ScriptWork.counted(source) : source;
    String micros = Long.toString(now % 1000 * 1000);
    return redis.call(
        Stream.concat(
                Stream.of("EVAL", source, "2", Long.toString(now / 1000), micros),
                call.arguments().stream().map(Fields::text))
            .toArray(String[]::new));
  }

  /** Submits a task with names and values; what is not named is usual. Tells what became of it. */
  String submit(String id, String... more) {
    return submit(List.of(task(id, more))).get(0);
  }

  static List<byte[]> task(String id, String... more) {
    Map<String, String> values = new HashMap<>(Map.of("id", id, "type", "t", "priority", "0"));
    values.put("conflict", "reject");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    String body = values.getOrDefault("body", "");
    values.put("size", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
    return WORDS.stream().map(word -> Fields.utf8(values.getOrDefault(word, ""))).toList();
  }

  List<String> submit(List<List<byte[]>> tasks) {
    ScriptCall call = call("task-submit");
    tasks.forEach(call::rest);
    return run(call).items().stream().skip(1).map(it -> it.items().get(0).text()).toList();
  }

  /** Takes tasks for ten seconds; of some types, joined by blanks, or of any. */
  List<TaskGrant> grant(int most, String types) {
    return grant("n" + ++nonces, most, 10_000, types);
  }

  TaskGrant take() {
    return grant(1, "").get(0);
  }

  List<TaskGrant> grant(String nonce, int most, long lease, String types) {
    Reply reply =
        run(
            call("lease-grant")
                .with("nonce", nonce)
                .with("memory", MEMORY)
                .with("server", "")
                .with("others", "0")
                .with("patience", 0)
                .with("woken", "0")
                .with("types", types)
                .rest(Fields.ascii(most), Fields.ascii(lease), Fields.ascii("w")));
    return reply.items().get(2).items().stream().map(it -> TaskGrant.of(nonce, it)).toList();
  }

  /** Tells what was said and the status or end; or "lost". */
  String complete(TaskGrant grant, String result) {
    return settle(grant, "complete", result, result.isEmpty() ? "0" : "1");
  }

  String fail(TaskGrant grant, boolean retryable, String after) {
    return settle(grant, "fail", "broken", retryable ? "1" : "0", after, "1");
  }

  String release(TaskGrant grant, long delay) {
    return settle(grant, "release", Long.toString(delay));
  }

  String heartbeat(TaskGrant grant, long extension, String progress) {
    return settle(grant, "heartbeat", Long.toString(extension), progress);
  }

  private String settle(TaskGrant grant, String word, String... arguments) {
    return settle(List.of(grant), word, arguments).get(0);
  }

  /** Does the same with all of them. */
  List<String> settle(List<TaskGrant> grants, String word, String... arguments) {
    ScriptCall call =
        call("lease-settle")
            .with("nonce", "n" + ++nonces)
            .with("memory", MEMORY)
            .with("types", "")
            .with("most", 0)
            .with("next_lease", 0)
            .with("next_worker", "w");
    for (TaskGrant grant : grants) {
      call.rest(Fields.ascii(word), Fields.utf8(grant.id()), Fields.utf8(grant.lease()));
      for (int i = 0; i < 4; i++) {
        call.rest(Fields.utf8(i < arguments.length ? arguments[i] : ""));
      }
    }
    return run(call).items().get(1).items().stream()
        .map(it -> it.toString().replace('\n', ' '))
        .toList();
  }

  /** Cancels, retries or deletes: tells the word and the status. */
  String change(String id, String action) {
    return run(call("task-change").with("id", id).with("action", action).with("memory", 0))
        .toString()
        .replace('\n', ' ')
        .strip();
  }

  /** Changes a slice; tells where it has ended, how many it changed and how many not. */
  List<String> slice(String action, String status, String behind) {
    return run(
            call("task-slice")
                .with("status", status)
                .with("type", "")
                .with("key", "")
                .with("tag", "")
                .with("before", now + 1)
                .with("action", action)
                .with("behind", behind)
                .with("most", MOST)
                .with("memory", 0))
        .items()
        .stream()
        .map(Reply::text)
        .toList();
  }

  /** A page: where it has ended, and the ids. */
  List<String> list(Map<String, String> filter, String behind, int most) {
    ScriptCall call = call("task-list").with("behind", behind).with("most", most);
    List.of("status", "type", "key", "tag")
        .forEach(it -> call.with(it, filter.getOrDefault(it, "")));
    List<Reply> items = run(call).items();
    return items.stream()
        .map(it -> it.items().isEmpty() ? it.text() : it.items().get(0).text())
        .toList();
  }

  /** Lets a tick do what time demands; tells when the next one is needed, and what it has done. */
  List<Long> tick() {
    return run(
            call("queue-tick")
                .with("most", MOST)
                .with("memory", 0)
                .with("luck", "1")
                .with("keep_succeeded", 3_600_000)
                .with("keep_others", 7 * 86_400_000L)
                .with("keep_most", 1_000_000))
        .items()
        .stream()
        .limit(9)
        .map(it -> Long.valueOf(it.text()))
        .toList();
  }

  /** Runs any script of the queue with named arguments, and more. */
  Reply run(String label, Map<String, String> named, List<byte[]> rest) {
    ScriptCall call = call(label);
    named.forEach(call::with);
    return run(call.rest(rest));
  }

  /** Lets so many seconds pass as they do where servers run. */
  void live(int seconds) {
    for (int i = 0; i < seconds; i++) {
      pass(1000);
      while (tick().get(0) == 0) {
        pass(1);
      }
    }
  }

  void set(String... settings) {
    run(
        call("queue-set")
            .with("change", "all")
            .rest(Stream.of(settings).map(Fields::utf8).toList()));
  }

  Map<String, String> task(String id) {
    return redis.call("HGETALL", ROOT + "task:" + id).fields();
  }

  String status(String id) {
    return task(id).getOrDefault("status", "absent");
  }

  /** One command about a key of the queue. */
  String redis(String command, String key, String... more) {
    return redis.command(
        Stream.concat(Stream.of(command, ROOT + key), Stream.of(more)).toArray(String[]::new));
  }
}
