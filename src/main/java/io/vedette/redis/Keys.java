package io.vedette.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shapes of all keys in Redis. Nothing else makes one.
 *
 * <pre>
 *   {prefix}:1:{cache:NAME}:entry:KEY      hash, an entry (see entry-write.lua for its fields)
 *   {prefix}:1:{cache:NAME}:index          sorted set, the keys of the cache in the order of bytes
 *   {prefix}:1:{cache:NAME}:group:GROUP    sorted set, the keys of the group likewise
 *   either of them, and a line feed        sorted set, those of its keys that stay (see entry-index.lua)
 *   {prefix}:1:{cache:NAME}:lease:KEY      string, who is to fill the entry (see lease.lua)
 *   {prefix}:1:{cache:NAME}:marks          sorted set, recent invalidations for leases
 *   {prefix}:1:{cache:NAME}:sequence       string, the number of the last of them
 *   {prefix}:1:{cache:NAME}:counter:KEY    string, a number
 *   {prefix}:1:{cache:NAME}:operation:ID   string, the result of a write that may be sent again
 *   {prefix}:1:{idempotency:DIGEST}        hash, a claim (see idempotency-claim.lua)
 *   {prefix}:1:{cache:NAME}:copies         string, while servers may hold copies of entries (see near.lua)
 *   {prefix}:1:{cache:NAME}:size           string, bytes of all values, for a second (see capacity.lua)
 *   {prefix}:1:{cache:NAME}:stats          hash, what was counted of the cache (see stats-add.lua)
 *   {prefix}:1:{rates}:rate:NAME:CALLER    string, what a caller has used of a rate (see rate-spend.lua)
 *   {prefix}:1:{rates}:operation:ID        string, while counting it may be sent again
 *   {prefix}:1:{sessions}:session:HANDLE   hash, a session (see session.lua for its fields)
 *   {prefix}:1:{sessions}:id:SHA256        string, the handle of the session with this id
 *   {prefix}:1:{sessions}:subject:SUBJECT  hash, the generation of its sessions
 *   {prefix}:1:{sessions}:index:SUBJECT    sorted set, the handles of its sessions by when they were created
 *   {prefix}:1:{sessions}:expiry           sorted set, the handles of all sessions by when they expire
 *   {prefix}:1:{sessions}:copies           string, while servers may hold copies of sessions (see near.lua)
 *   {prefix}:1:{sessions}:operation:ID     string, like that of a cache
 *   {prefix}:1:mark                        string, written before a wait for replicas
 *   {prefix}:1:beat                        string, while a heartbeat was published a moment ago
 *   {prefix}:1:changes                     channel, "NAME, line feed, KEY" of entries that have changed, and
 *                                          "session:, line feed, HANDLE" of sessions that have ended
 *   {prefix}:1:{policies}:all              hash, the policies set by HTTP (see policy-read.lua)
 *   {prefix}:1:{policies}:version          string, the tag of their last change
 *   {prefix}:1:{policies}:operation:ID     string, like that of a cache
 * </pre>
 *
 * The number is the version of the stored form: a version that cannot read another's data does not
 * see it. The braces put everything of one cache, all policies, and all sessions into one slot.
 */
public final class Keys {
  private static final String FORM = ":1:";
  private static final String POLICIES = "{policies}:";
  private static final String SESSIONS = "{sessions}:";
  private static final String RATES = "{rates}:";
  private static final String BEFORE_NAME = "{cache:";
  private static final String INDEX = "}:index";
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]\\\\^]");

  private final String prefix;

  Keys(String prefix) {
    this.prefix = prefix + FORM;
  }

  /** What all keys of a cache begin with. */
  public byte[] root(String cache) {
    return ascii(cacheRoot(cache));
  }

  /** The entry under {@code key}, which is any bytes. */
  public byte[] entry(String cache, byte[] key) {
    return joined(ascii(cacheRoot(cache) + "entry:"), key);
  }

  /** The counter under {@code key}, which is any bytes. */
  public byte[] counter(String cache, byte[] key) {
    return joined(ascii(cacheRoot(cache) + "counter:"), key);
  }

  /** The fill lease of the entry under {@code key}. */
  public byte[] lease(String cache, byte[] key) {
    return joined(ascii(cacheRoot(cache) + "lease:"), key);
  }

  /** The index of a cache. */
  public byte[] index(String cache) {
    return ascii(cacheRoot(cache) + "index");
  }

  /** The index of a group, whose name is ASCII. */
  public byte[] group(String cache, String group) {
    return ascii(cacheRoot(cache) + "group:" + group);
  }

  /** What was counted of a cache. */
  public byte[] stats(String cache) {
    return ascii(cacheRoot(cache) + "stats");
  }

  /** The result of the write with this operation id. */
  public byte[] operation(String cache, String id) {
    return ascii(cacheRoot(cache) + "operation:" + id);
  }

  /** The claim of an idempotency key, named by a digest. */
  public byte[] claim(String digest) {
    return ascii(prefix + "{idempotency:" + digest + "}");
  }

  /** What a caller, whose id is any text, has used of a rate. */
  public byte[] rate(String caller, String name) {
    return (prefix + RATES + "rate:" + name + ":" + caller).getBytes(StandardCharsets.UTF_8);
  }

  /** What is there while the count with this operation id may be sent again. */
  public byte[] rateOperation(String id) {
    return ascii(prefix + RATES + "operation:" + id);
  }

  /** What all keys of sessions begin with. */
  public byte[] sessions() {
    return ascii(prefix + SESSIONS);
  }

  /** The result of the change of a session with this operation id. */
  public byte[] sessionOperation(String id) {
    return ascii(prefix + SESSIONS + "operation:" + id);
  }

  /** What is written so that there is something to wait for. */
  byte[] mark() {
    return ascii(prefix + "mark");
  }

  /** What is there while a heartbeat was published a moment ago. */
  byte[] beat() {
    return ascii(prefix + "beat");
  }

  /** The channel of changes. */
  byte[] changes() {
    return ascii(prefix + "changes");
  }

  /** What is there while servers may hold copies of entries of the cache. */
  public byte[] copies(String cache) {
    return ascii(cacheRoot(cache) + "copies");
  }

  /** The policies of all caches. */
  public byte[] policies() {
    return ascii(prefix + POLICIES + "all");
  }

  /** The version of the policies. */
  public byte[] policiesVersion() {
    return ascii(prefix + POLICIES + "version");
  }

  /** The result of the change of a policy with this operation id. */
  public byte[] policyOperation(String id) {
    return ascii(prefix + POLICIES + "operation:" + id);
  }

  /** The pattern, as {@code SCAN} takes it, of the indexes of all caches. */
  public byte[] indexPattern() {
    return ascii(SPECIAL.matcher(prefix).replaceAll("\\\\$0") + BEFORE_NAME + "*" + INDEX);
  }

  /** The name of the cache whose index this is; empty when it is none. */
  public Optional<String> cacheOfIndex(byte[] index) {
    String key = new String(index, StandardCharsets.ISO_8859_1);
    String before = prefix + BEFORE_NAME;
    int end = key.length() - INDEX.length();
    return key.startsWith(before) && key.endsWith(INDEX) && end > before.length()
        ? Optional.of(key.substring(before.length(), end))
        : Optional.empty();
  }

  private String cacheRoot(String cache) {
    return prefix + "{cache:" + cache + "}:";
  }

  private static byte[] joined(byte[] root, byte[] key) {
    byte[] whole = Arrays.copyOf(root, root.length + key.length);
    System.arraycopy(key, 0, whole, root.length, key.length);
    return whole;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
