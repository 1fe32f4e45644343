package io.vedette.redis;

import it.vedette.local.RedisProcess;
import java.util.ArrayList;
import java.util.List;

/** The scripts of entries as the application runs them, but under keys and operations of choice. */
record EntryScripts(RedisProcess redis, String mostEntries, String mostBytes) {
  private static final String[] NO_CONDITIONS = {"", "", "", ""};

  EntryScripts(RedisProcess redis) {
    this(redis, "", "");
  }

  String take(String cache, String key, String id) {
    return run(
        AllScripts.script("entry-take"), cache, key, id, key, cache + ":", "10000", "10", "", "");
  }

  String read(String cache, String key, String most) {
    return read(cache, key, most, "");
  }

  String read(String cache, String key, String most, String version) {
    return run(AllScripts.script("entry-read"), cache, key, "", most, "1", "0", "0", version);
  }

  String write(String cache, String key, String id, String value, String ttl) {
    return write(cache, key, id, value, ttl, "");
  }

  String write(String cache, String key, String id, String value, String ttl, String groups) {
    return write(cache, key, id, value, ttl, groups, "");
  }

  String write(
      String cache, String key, String id, String value, String ttl, String groups, String lease) {
    return run(
        AllScripts.script("entry-write"),
        cache,
        key,
        id,
        key,
        cache + ":",
        "10000",
        lease,
        mostEntries,
        mostBytes,
        id,
        value,
        "a/b",
        ttl,
        "",
        groups);
  }

  String delete(String cache, String key, String id) {
    return run(AllScripts.script("entry-delete"), cache, key, id, key, cache + ":", "10000");
  }

  String expire(String cache, String key, String id, String ttl) {
    return run(AllScripts.script("entry-expire"), cache, key, id, key, cache + ":", "10000", ttl);
  }

  /** Stores what an origin said, under a lease that is asked for before. */
  String fill(String cache, String key, String id, String kind, String varies) {
    lease(cache, key, id, "always");
    return fillLeased(cache, key, id, kind, varies);
  }

  String fillLeased(String cache, String key, String id, String kind, String varies) {
    return run(
        AllScripts.script("entry-write"),
        cache,
        key,
        id,
        key,
        cache + ":",
        "10000",
        id,
        mostEntries,
        mostBytes,
        id,
        "of " + id,
        "a/b",
        "60000",
        "",
        "",
        "200",
        "60000",
        "",
        kind,
        varies);
  }

  /** Confirms what an origin said, under a lease that is asked for before. */
  String confirm(String cache, String key, String etag, String varies) {
    lease(cache, key, "confirming", "always");
    return redis.command(
        "EVAL",
        AllScripts.script("response-refresh").source(),
        "2",
        cache + ":entry:" + key,
        cache + ":operation:" + System.nanoTime(),
        key,
        cache + ":",
        "10000",
        "confirming",
        etag,
        "60000",
        "60000",
        "200",
        "a/b",
        "",
        "",
        varies);
  }

  /** The fields of the reply of {@code response-read}; one that is empty when there is nothing. */
  List<String> response(String cache, String key) {
    String reply =
        redis.command(
            "EVAL",
            AllScripts.script("response-read").source(),
            "1",
            cache + ":entry:" + key,
            key,
            cache + ":",
            "100",
            "",
            "0");
    return List.of(reply.split("\n", -1));
  }

  String invalidate(String cache, String mode, String... keys) {
    return invalidate(cache, mode, "", "", keys);
  }

  /** Leaves the mark of an invalidation that finds no entry. */
  String mark(String cache, String mark) {
    return invalidate(cache, "hard", mark, "[x", new String[0]);
  }

  private String invalidate(String cache, String mode, String mark, String end, String[] keys) {
    List<String> words =
        new ArrayList<>(
            List.of("EVAL", AllScripts.script("entry-invalidate").source(), "1", cache + ":index"));
    words.addAll(List.of(cache + ":", mode, "", mark, end, end, "100"));
    words.addAll(List.of(keys));
    return redis.command(words.toArray(String[]::new));
  }

  private String run(Script script, String cache, String key, String id, String... arguments) {
    List<String> words = new ArrayList<>(List.of("EVAL", script.source(), "2"));
    words.addAll(List.of(cache + ":entry:" + key, cache + ":operation:" + id));
    words.addAll(List.of(NO_CONDITIONS));
    words.addAll(List.of(arguments));
    return redis.command(words.toArray(String[]::new));
  }

  String lease(String cache, String key, String token) {
    return lease(cache, key, token, "absent");
  }

  String lease(String cache, String key, String token, String when) {
    return redis.command(
        "EVAL",
        AllScripts.script("fill-lease").source(),
        "2",
        cache + ":entry:" + key,
        cache + ":lease:" + key,
        key,
        cache + ":",
        token,
        "10000",
        when,
        "");
  }
}
