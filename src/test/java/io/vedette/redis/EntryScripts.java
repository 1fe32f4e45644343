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
    return run(Script.ENTRY_TAKE, cache, key, id, key, cache + ":", "10000", "10");
  }

  String read(String cache, String key, String most) {
    return run(Script.ENTRY_READ, cache, key, "", most, "0", "0", "0");
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
        Script.ENTRY_WRITE,
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
    return run(Script.ENTRY_DELETE, cache, key, id, key, cache + ":", "10000");
  }

  String expire(String cache, String key, String id, String ttl) {
    return run(Script.ENTRY_EXPIRE, cache, key, id, key, cache + ":", "10000", ttl);
  }

  private String run(Script script, String cache, String key, String id, String... arguments) {
    List<String> words = new ArrayList<>(List.of("EVAL", script.source(), "2"));
    words.addAll(List.of(cache + ":entry:" + key, cache + ":operation:" + id));
    words.addAll(List.of(NO_CONDITIONS));
    words.addAll(List.of(arguments));
    return redis.command(words.toArray(String[]::new));
  }

  String lease(String cache, String key, String token) {
    return redis.command(
        "EVAL",
        Script.FILL_LEASE.source(),
        "2",
        cache + ":entry:" + key,
        cache + ":lease:" + key,
        key,
        cache + ":",
        token,
        "10000",
        "absent",
        "");
  }
}
