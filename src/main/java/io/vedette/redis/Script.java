package io.vedette.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  ENTRY_READ(Effect.SLIDES, "conditions"),
  /** Stores an entry if its conditions hold. */
  ENTRY_WRITE(Effect.WRITES, "conditions", "entry-index", "entry-change", "lease"),
  /** Deletes an entry if its conditions hold. */
  ENTRY_DELETE(Effect.WRITES, "conditions", "entry-index", "entry-change"),
  /** Deletes an entry if its conditions hold, and gives what it was. */
  ENTRY_TAKE(Effect.WRITES, "conditions", "entry-index", "entry-change"),
  /** Stores and deletes several entries, all or none. */
  ENTRY_BATCH(Effect.WRITES, "conditions", "entry-index", "entry-change"),
  /** Sets or removes the expiry of an entry if its conditions hold. */
  ENTRY_EXPIRE(Effect.WRITES, "conditions", "entry-index", "entry-change"),
  /** Lists entries in the order of their keys; forgets index members whose entry is gone. */
  ENTRY_LIST(Effect.SLIDES, "entry-index"),
  /** Removes a slice of entries, or makes them stale; finds nothing when it runs twice. */
  ENTRY_INVALIDATE(Effect.WRITES, "conditions", "entry-index", "entry-change", "lease"),
  /** Gives the lease to fill an entry to one caller. */
  FILL_LEASE(Effect.SLIDES, "conditions", "entry-index", "entry-change"),
  /** Takes a fill lease back. */
  FILL_RELEASE(Effect.SLIDES),
  /** Adds to a counter within its bounds. */
  COUNTER_ADD(Effect.WRITES),
  /** Reads a counter. */
  COUNTER_READ(Effect.READS),
  /** Deletes a counter. */
  COUNTER_DELETE(Effect.WRITES),
  /** Reads all policies, unless the reader has them already. */
  POLICY_READ(Effect.READS),
  /** Sets the policy of a cache if its conditions hold. */
  POLICY_WRITE(Effect.WRITES, "conditions"),
  /** Removes the policy of a cache if its conditions hold. */
  POLICY_DELETE(Effect.WRITES, "conditions"),
  /** Counts what the indexes of caches have. */
  CACHE_SIZES(Effect.READS),
  /** Looks for caches in a slice of all keys. */
  CACHE_SCAN(Effect.READS);

  /** What running a script may change. */
  enum Effect {
    /** Nothing. */
    READS,
    /** Only what the caller does not see as a write: idle limits, dead index members. */
    SLIDES,
    /** Entries: a failure must tell its outcome. */
    WRITES
  }

  private final Effect effect;
  private final String source;

  Script(Effect effect, String... preludes) {
    this.effect = effect;
    this.source =
        Stream.concat(Stream.of(preludes), Stream.of(label()))
            .map(Script::load)
            .collect(Collectors.joining("\n"));
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

  private static String load(String name) {
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
