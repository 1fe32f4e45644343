package io.vedette.redis;

import static io.vedette.redis.AllScripts.script;

import it.vedette.local.RedisProcess;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of sessions as the application runs them, under ids and operations of choice. */
record SessionScripts(RedisProcess redis, String idle, String absolute, String slice) {
  static final String ROOT = "test:{sessions}:";
  private static final int MEMORY = 10_000;

  private static ScriptCall call(String label, String... operation) {
    List<byte[]> keys = Stream.of(operation).map(id -> Fields.utf8(ROOT + "op:" + id)).toList();
    return script(label).on(keys).with("root", ROOT);
  }

  /** The handle is 'h' and the id, the tag 't' and the id. */
  String create(String operation, String id, String subject) {
    return create(operation, id, "h" + id, subject);
  }

  String create(String operation, String id, String handle, String subject) {
    return run(
        call("session-create", operation)
            .with("id", id)
            .with("handle", handle)
            .with("tag", "t" + id)
            .with("memory", MEMORY)
            .with("grace", MEMORY)
            .with("idle", idle)
            .with("absolute", absolute)
            .with("slice", slice)
            .with("subject", subject)
            .with("most", 100)
            .with("device", "")
            .with("bytes", 0));
  }

  String read(String id, boolean access) {
    return run(
        call("session-read")
            .with("id", id)
            .with("if_match", "")
            .with("if_none_match", "")
            .with("attribute", "")
            .with("access", access ? "1" : "0")
            .with("near", 0));
  }

  /** Sets one attribute. */
  String set(String operation, String id, String name, String value) {
    return change(operation, id, "set", name, value);
  }

  /** Removes one attribute. */
  String remove(String operation, String id, String name) {
    return change(operation, id, "remove", name, "");
  }

  private String change(String operation, String id, String... change) {
    return run(
        call("session-write", operation)
            .with("id", id)
            .with("tag", operation)
            .with("memory", MEMORY)
            .with("if_match", "")
            .with("if_none_match", "")
            .with("attribute", "")
            .with("most_bytes", 65_536)
            .with("most_attributes", 1_000)
            .with("mode", "change")
            .rest(Stream.of(change).map(Fields::utf8).toList()));
  }

  String rotate(String operation, String id, String next) {
    return run(
        call("session-rotate", operation)
            .with("id", id)
            .with("new_id", next)
            .with("memory", MEMORY)
            .with("grace", MEMORY)
            .with("subject", "")
            .with("most", 100));
  }

  String end(String id) {
    return run(call("session-end").with("id", id));
  }

  String revoke(String operation, String subject) {
    return run(
        call("subject-revoke", operation)
            .with("subject", subject)
            .with("handle", "")
            .with("kept_id", "")
            .with("memory", MEMORY));
  }

  /** A page of the sessions of a subject, behind one of them. */
  String list(String subject, String created, String handle, int limit) {
    return run(
        call("subject-list")
            .with("subject", subject)
            .with("own_id", "")
            .with("created", created)
            .with("handle", handle)
            .with("most", limit));
  }

  /** Expired, and active. */
  String expire() {
    return run(call("session-expire").with("most", 1_000));
  }

  private String run(ScriptCall call) {
    return AllScripts.run(redis, call);
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
