package io.vedette.redis;

import static io.vedette.redis.AllScripts.script;

import it.vedette.local.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of entries as the application runs them, but under keys and operations of choice. */
record EntryScripts(RedisProcess redis, String mostEntries, String mostBytes) {
  private static final int MEMORY = 10_000;
  private static final int FRESH = 60_000;
  private static final byte[] NONE = {};

  EntryScripts(RedisProcess redis) {
    this(redis, "", "");
  }

  private static byte[] key(String... parts) {
    return Fields.utf8(String.join(":", parts));
  }

  private static ScriptCall conditional(ScriptCall call) {
    return conditional(call, "");
  }

  private static ScriptCall conditional(ScriptCall call, String ifNoneMatch) {
    return call.with("conditions", ifNoneMatch.isEmpty() ? "" : "\n" + ifNoneMatch + "\n\n");
  }

  private static ScriptCall change(String label, String cache, String key, String id) {
    return change(label, cache, key, id, "");
  }

  private static ScriptCall change(
      String label, String cache, String key, String id, String ifNoneMatch) {
    ScriptCall call = script(label).on(key(cache, "entry", key), key(cache, "operation", id));
    return conditional(call, ifNoneMatch)
        .with("key", key)
        .with("root", cache + ":")
        .with("memory", MEMORY);
  }

  String take(String cache, String key, String id) {
    return run(
        change("entry-take", cache, key, id)
            .with("most", 10)
            .with("chosen", "")
            .with("version", ""));
  }

  String read(String cache, String key, int most) {
    return read(cache, key, most, "");
  }

  String read(String cache, String key, int most, String version) {
    return run(
        conditional(script("entry-read").on(key(cache, "entry", key), key(cache, "copies")))
            .with("most", most)
            .with("slide", "1")
            .with("max_stale", 0)
            .with("near", 0)
            .with("version", version));
  }

  String write(String cache, String key, String id, String value, int ttl) {
    return write(cache, key, id, value, ttl, "");
  }

  String write(String cache, String key, String id, String value, int ttl, String groups) {
    return write(cache, key, id, value, ttl, groups, "");
  }

  String write(
      String cache, String key, String id, String value, int ttl, String groups, String lease) {
    return run(stored(cache, key, id, value, ttl, lease).with("groups", groups));
  }

  /** Stores an entry with an idle limit, under its tag as its value. */
  String writeIdle(String cache, String key, String id, int ttl, int idle) {
    return run(
        stored(change("entry-write", cache, key, id), id, id, ttl, "", Integer.toString(idle))
            .with("groups", ""));
  }

  /** Puts a large value where {@link #writeStaged} finds it. */
  void stage(String cache, String id, String value) {
    redis.command("HSET", cache + ":staged:" + id, "large", value);
    redis.command("PEXPIRE", cache + ":staged:" + id, Integer.toString(MEMORY));
  }

  /** Stores what is staged. */
  String writeStaged(String cache, String key, String id, String groups, String ifNoneMatch) {
    Staged staged =
        new Staged(key(cache, "staged", id), Fields.ascii("large"), NONE, Duration.ofSeconds(1));
    return run(
        stored(change("entry-write", cache, key, id, ifNoneMatch), id, "", FRESH, "")
            .with("groups", groups)
            .staging(staged));
  }

  /** Stores an entry only where none is. */
  String create(String cache, String key, String id) {
    return run(
        stored(change("entry-write", cache, key, id, "*"), id, id, FRESH, "").with("groups", ""));
  }

  private ScriptCall stored(
      String cache, String key, String id, String value, int ttl, String lease) {
    return stored(change("entry-write", cache, key, id), id, value, ttl, lease);
  }

  private ScriptCall stored(ScriptCall call, String id, String value, int ttl, String lease) {
    return stored(call, id, value, ttl, lease, "");
  }

  private ScriptCall stored(
      ScriptCall call, String id, String value, int ttl, String lease, String idle) {
    return call.with("lease", lease)
        .with("most_entries", mostEntries)
        .with("most_bytes", mostBytes)
        .with("etag", id)
        .with("value", value)
        .with("type", "a/b")
        .with("ttl", ttl)
        .with("idle", idle);
  }

  String delete(String cache, String key, String id) {
    return run(change("entry-delete", cache, key, id));
  }

  String expire(String cache, String key, String id, String ttl) {
    return run(change("entry-expire", cache, key, id).with("ttl", ttl));
  }

  /** Stores what an origin said, under a lease that is asked for before. */
  String fill(String cache, String key, String id, String kind, String varies) {
    lease(cache, key, id, "always");
    return fillLeased(cache, key, id, kind, varies);
  }

  String fillLeased(String cache, String key, String id, String kind, String varies) {
    return run(
        stored(cache, key, id, "of " + id, FRESH, id)
            .with("groups", "")
            .rest(
                Fields.ascii("200"),
                Fields.ascii(FRESH),
                Fields.ascii(""),
                Fields.ascii(kind),
                Fields.ascii(varies)));
  }

  /** Confirms what an origin said, under a lease that is asked for before. */
  String confirm(String cache, String key, String etag, String varies) {
    lease(cache, key, "confirming", "always");
    byte[] operation = key(cache, "operation", Long.toString(System.nanoTime()));
    return run(
        script("response-refresh")
            .on(key(cache, "entry", key), operation)
            .with("key", key)
            .with("root", cache + ":")
            .with("memory", MEMORY)
            .with("lease", "confirming")
            .with("etag", etag)
            .with("ttl", FRESH)
            .with("fresh", FRESH)
            .with("origin", "200")
            .with("type", "a/b")
            .with("groups", "")
            .with("modified", "")
            .with("varies", varies));
  }

  /** The fields of the reply of {@code response-read}; one that is empty when there is nothing. */
  List<String> response(String cache, String key) {
    ScriptCall call =
        script("response-read")
            .on(key(cache, "entry", key))
            .with("key", key)
            .with("root", cache + ":")
            .with("most", 100)
            .with("if_none_match", "")
            .with("near", 0);
    return List.of(run(call).split("\n", -1));
  }

  String invalidate(String cache, String mode, String... keys) {
    return sweep(cache, mode, "", "", keys);
  }

  /** Leaves the mark of an invalidation that finds no entry. */
  String mark(String cache, String mark) {
    return sweep(cache, "hard", mark, "[x");
  }

  private String sweep(String cache, String mode, String mark, String end, String... keys) {
    return run(
        script("entry-invalidate")
            .on(key(cache, "index"))
            .with("root", cache + ":")
            .with("mode", mode)
            .with("group", "")
            .with("mark", mark)
            .with("lower", end)
            .with("upper", end)
            .with("most", 100)
            .rest(Stream.of(keys).map(Fields::utf8).toList()));
  }

  String lease(String cache, String key, String token) {
    return lease(cache, key, token, "absent");
  }

  String lease(String cache, String key, String token, String when) {
    return run(
        script("fill-lease")
            .on(key(cache, "entry", key), key(cache, "lease", key))
            .with("key", key)
            .with("root", cache + ":")
            .with("token", token)
            .with("time", 10_000)
            .with("when", when)
            .with("version", ""));
  }

  private String run(ScriptCall call) {
    return AllScripts.run(redis, call);
  }
}
