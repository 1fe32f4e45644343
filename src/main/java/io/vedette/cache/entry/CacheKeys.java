package io.vedette.cache.entry;

import io.vedette.redis.KeySpace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a cache, all of them in one slot.
 *
 * <pre>
 *   {cache:NAME}:entry:KEY      hash, an entry (see entry-form.lua)
 *   {cache:NAME}:index          sorted set, the keys of the cache in the order of bytes
 *   {cache:NAME}:group:GROUP    sorted set, the keys of the group likewise
 *   either of them, and a line feed   sorted set, those of its keys that stay (see entry-index.lua)
 *   {cache:NAME}:lease:KEY      string, who is to fill the entry (see lease.lua)
 *   {cache:NAME}:marks          sorted set, recent invalidations for leases
 *   {cache:NAME}:sequence       string, the number of the last of them
 *   {cache:NAME}:counter:KEY    string, a number
 *   {cache:NAME}:operation:ID   string, the result of a write that may be sent again
 *   {cache:NAME}:staged:ETAG    hash, the large value of an entry before that is written
 *   {cache:NAME}:copies         string, while servers may hold copies of entries (see near.lua)
 *   {cache:NAME}:size           string, bytes of all values, for a second (see capacity.lua)
 *   {cache:NAME}:stats          hash, what was counted of the cache (see stats-add.lua)
 * </pre>
 */
public final class CacheKeys {
  private static final String BEFORE_NAME = "{cache:";
  private static final String INDEX = "}:index";
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]\\\\^]");

  private final KeySpace space;

  /** Those of that installation. */
  public CacheKeys(KeySpace space) {
    this.space = space;
  }

  /** What all keys of a cache begin with. */
  public byte[] root(String cache) {
    return space.name(slot(cache));
  }

  /** The entry under {@code key}, which is any bytes. */
  public byte[] entry(String cache, byte[] key) {
    return space.name(slot(cache) + "entry:", key);
  }

  /** The counter under {@code key}, which is any bytes. */
  public byte[] counter(String cache, byte[] key) {
    return space.name(slot(cache) + "counter:", key);
  }

  /** The fill lease of the entry under {@code key}. */
  public byte[] lease(String cache, byte[] key) {
    return space.name(slot(cache) + "lease:", key);
  }

  /** The index of a cache. */
  public byte[] index(String cache) {
    return space.name(slot(cache) + "index");
  }

  /** The index of a group, whose name is ASCII. */
  public byte[] group(String cache, String group) {
    return space.name(slot(cache) + "group:" + group);
  }

  /** What was counted of a cache. */
  public byte[] stats(String cache) {
    return space.name(slot(cache) + "stats");
  }

  /** The result of the write with this operation id. */
  public byte[] operation(String cache, String id) {
    return space.name(slot(cache) + "operation:" + id);
  }

  /** A large value, until it is the entry with this tag. */
  public byte[] staged(String cache, String etag) {
    return space.name(slot(cache) + "staged:" + etag);
  }

  /** What is there while servers may hold copies of entries of the cache. */
  byte[] copies(String cache) {
    return space.name(slot(cache) + "copies");
  }

  /** The pattern, as {@code SCAN} takes it, of the indexes of all caches. */
  public byte[] indexPattern() {
    String root = SPECIAL.matcher(space.root()).replaceAll("\\\\$0");
    return (root + BEFORE_NAME + "*" + INDEX).getBytes(StandardCharsets.UTF_8);
  }

  /** The name of the cache whose index this is; empty when it is none. */
  public Optional<String> cacheOfIndex(byte[] index) {
    String key = new String(index, StandardCharsets.UTF_8);
    String before = space.root() + BEFORE_NAME;
    int end = key.length() - INDEX.length();
    return key.startsWith(before) && key.endsWith(INDEX) && end > before.length()
        ? Optional.of(key.substring(before.length(), end))
        : Optional.empty();
  }

  private static String slot(String cache) {
    return BEFORE_NAME + cache + "}:";
  }
}
