package io.vedette.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every script that runs inside Redis. Each file says what it takes, what it returns and what it
 * keeps true.
 *
 * <p>A script that changes state takes an operation id and is harmless when it runs twice with the
 * same one: an attempt whose answer was lost may be sent again.
 */
public enum Script {
  /** Answers a heartbeat with the replication state of the node. */
  HEARTBEAT(Effect.READS),
  /** Reads an entry, unless a condition says otherwise; extends its idle limit. */
  ENTRY_READ(Effect.SLIDES, "conditions", "near"),
  /** Stores an entry if its conditions hold. */
  ENTRY_WRITE(
      Effect.WRITES,
      "conditions",
      "variants",
      "entry-index",
      "lease",
      "near",
      "entry-change",
      "capacity"),
  /** Deletes an entry if its conditions hold. */
  ENTRY_DELETE(
      Effect.WRITES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Deletes an entry if its conditions hold, and gives what it was. */
  ENTRY_TAKE(
      Effect.WRITES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Stores and deletes several entries, all or none. */
  ENTRY_BATCH(
      Effect.WRITES,
      "conditions",
      "variants",
      "entry-index",
      "lease",
      "near",
      "entry-change",
      "capacity"),
  /** Sets or removes the expiry of an entry if its conditions hold. */
  ENTRY_EXPIRE(
      Effect.WRITES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Lists entries in the order of their keys; forgets index members whose entry is gone. */
  ENTRY_LIST(Effect.SLIDES, "conditions", "variants", "entry-index"),
  /** Removes a slice of entries, or makes them stale; finds nothing when it runs twice. */
  ENTRY_INVALIDATE(
      Effect.WRITES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Gives the lease to fill an entry to one caller. */
  FILL_LEASE(
      Effect.SLIDES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Takes a fill lease back. */
  FILL_RELEASE(Effect.SLIDES),
  /** Reads what an origin said of a key, fresh or not. */
  RESPONSE_READ(
      Effect.SLIDES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Updates what an origin said, and makes it fresh again. */
  RESPONSE_REFRESH(
      Effect.WRITES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Forgets what an origin said, as long as a lease holds. */
  RESPONSE_DROP(
      Effect.SLIDES, "conditions", "variants", "entry-index", "lease", "near", "entry-change"),
  /** Adds to a counter within its bounds. */
  COUNTER_ADD(Effect.WRITES),
  /** Reads a counter. */
  COUNTER_READ(Effect.READS),
  /** Deletes a counter. */
  COUNTER_DELETE(Effect.WRITES),
  /** Claims an idempotency key for one attempt of its request. */
  IDEMPOTENCY_CLAIM(Effect.SLIDES),
  /** Says what became of an attempt that held a claim. */
  IDEMPOTENCY_SETTLE(Effect.SLIDES),
  /** Reads all policies, unless the reader has them already. */
  POLICY_READ(Effect.READS),
  /** Sets the policy of a cache if its conditions hold. */
  POLICY_WRITE(Effect.WRITES, "conditions"),
  /** Removes the policy of a cache if its conditions hold. */
  POLICY_DELETE(Effect.WRITES, "conditions"),
  /** Counts what the indexes of caches have. */
  CACHE_SIZES(Effect.READS),
  /** Adds to what is counted of a cache. */
  STATS_ADD(Effect.WRITES),
  /** Reads what is counted of a cache, and how large it is. */
  STATS_READ(Effect.READS),
  /** Counts what callers have used of their rates; counts once when it runs twice. */
  RATE_SPEND(Effect.SLIDES),
  /** Looks for caches in a slice of all keys. */
  CACHE_SCAN(Effect.READS),
  /** Creates a session. */
  SESSION_CREATE(Effect.WRITES, "conditions", "session"),
  /** Reads a session or one of its attributes; extends its idle limit. */
  SESSION_READ(Effect.SLIDES, "conditions", "near", "session"),
  /** Changes attributes of a session if its conditions hold. */
  SESSION_WRITE(Effect.WRITES, "conditions", "session", "merge-patch"),
  /** Gives a session a new id, and a subject if it has none. */
  SESSION_ROTATE(Effect.WRITES, "conditions", "session"),
  /** Ends a session. */
  SESSION_END(Effect.WRITES, "conditions", "session"),
  /** Counts sessions and those that have expired. */
  SESSION_EXPIRE(Effect.SLIDES, "conditions", "session"),
  /** Lists the sessions of a subject; forgets index members whose session is dead. */
  SUBJECT_LIST(Effect.SLIDES, "conditions", "session"),
  /** Revokes one session of a subject or all of them. */
  SUBJECT_REVOKE(Effect.WRITES, "conditions", "session");

  /** What running a script may change. */
  enum Effect {
    /** Nothing. */
    READS,
    /** Only what the caller does not see as a write: idle limits, dead index members, rates. */
    SLIDES,
    /** Entries: a failure must tell its outcome. */
    WRITES
  }

  private final Effect effect;
  private final String source;
  private final String digest;

  Script(Effect effect, String... preludes) {
    this.effect = effect;
    this.source =
        Stream.concat(Stream.of(preludes), Stream.of(label()))
            .map(Script::load)
            .collect(Collectors.joining("\n"));
    this.digest = digest(source);
  }

  /** The name in files and metrics, for example {@code entry-read}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Effect effect() {
    return effect;
  }

  String source() {
    return source;
  }

  /** What Redis knows the source by. */
  String digest() {
    return digest;
  }

  private static String digest(String source) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String load(String name) {
    String file = name + ".lua";
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no script " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
