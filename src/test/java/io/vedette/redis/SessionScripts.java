package io.vedette.redis;

import it.vedette.local.RedisProcess;
import java.util.ArrayList;
import java.util.List;

/** The scripts of sessions as the application runs them, under ids and operations of choice. */
record SessionScripts(RedisProcess redis, String idle, String absolute, String slice) {
  static final String ROOT = "test:{sessions}:";
  private static final String MEMORY = "10000";
  private static final String GRACE = "10000";

  /** The handle is 'h' and the id, the tag 't' and the id. */
  String create(String operation, String id, String subject) {
    return create(operation, id, "h" + id, subject);
  }

  String create(String operation, String id, String handle, String subject) {
    return run(
        AllScripts.script("session-create"),
        operation,
        id,
        handle,
        "t" + id,
        MEMORY,
        GRACE,
        idle,
        absolute,
        slice,
        subject,
        "100",
        "",
        "0");
  }

  String read(String id, boolean access) {
    return run(AllScripts.script("session-read"), "", id, "", "", "", access ? "1" : "0", "0");
  }

  /** Sets one attribute. */
  String set(String operation, String id, String name, String value) {
    return change(operation, id, "set", name, value);
  }

  /** Removes one attribute. */
  String remove(String operation, String id, String name) {
    return change(operation, id, "remove", name, "");
  }

  private String change(String operation, String id, String kind, String name, String value) {
    return run(
        AllScripts.script("session-write"),
        operation,
        id,
        operation,
        MEMORY,
        "",
        "",
        "",
        "65536",
        "1000",
        "change",
        kind,
        name,
        value);
  }

  String rotate(String operation, String id, String next) {
    return run(AllScripts.script("session-rotate"), operation, id, next, MEMORY, GRACE, "", "100");
  }

  String end(String id) {
    return run(AllScripts.script("session-end"), "", id);
  }

  String revoke(String operation, String subject) {
    return run(AllScripts.script("subject-revoke"), operation, subject, "", "", MEMORY);
  }

  /** A page of the sessions of a subject, behind one of them. */
  String list(String subject, String created, String handle, int limit) {
    return run(AllScripts.script("subject-list"), "", subject, "", created, handle, "" + limit);
  }

  /** Expired, and active. */
  String expire() {
    return run(AllScripts.script("session-expire"), "", "1000");
  }

  private String run(Script script, String operation, String... arguments) {
    List<String> words = new ArrayList<>(List.of("EVAL", script.source()));
    words.addAll(operation.isEmpty() ? List.of("0") : List.of("1", ROOT + "op:" + operation));
    words.add(ROOT);
    words.addAll(List.of(arguments));
    return redis.command(words.toArray(String[]::new));
  }

  /** As if the last access that was written lay so much further back. */
  void age(String id, int milliseconds) {
    String key = ROOT + "session:h" + id;
    long accessed = Long.parseLong(field(id, "accessed"));
    redis.command("HSET", key, "accessed", "" + (accessed - milliseconds));
    redis.command("PEXPIRE", key, "" + (whole() - milliseconds));
  }

  /** How long a session lives without being used, with the slice. */
  int whole() {
    return Integer.parseInt(idle) + Integer.parseInt(slice);
  }

  /** Milliseconds until a session ends if nobody uses it. */
  long left(String id) {
    return Long.parseLong(redis.command("PTTL", ROOT + "session:h" + id).strip());
  }

  String field(String id, String name) {
    return redis.command("HGET", ROOT + "session:h" + id, name).strip();
  }
}
