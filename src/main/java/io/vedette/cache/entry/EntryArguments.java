package io.vedette.cache.entry;

import io.vedette.cache.policy.Capacity;
import io.vedette.http.Conditions;
import io.vedette.redis.Fields;
import io.vedette.redis.ScriptCall;
import io.vedette.redis.Staged;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** What several scripts of entries take. */
public final class EntryArguments {
  private static final byte[] NONE = {};

  /** The field of a large value. */
  private static final byte[] LARGE = Fields.ascii("large");

  private EntryArguments() {}

  /** Gives a call its conditions. */
  public static ScriptCall conditions(ScriptCall call, Conditions conditions) {
    return call.with(
        "conditions",
        conditions.isEmpty()
            ? NONE
            : Fields.latin1(
                String.join(
                    "\n",
                    conditions.ifMatch(),
                    conditions.ifNoneMatch(),
                    conditions.ifModifiedSince(),
                    conditions.ifUnmodifiedSince())));
  }

  /** Gives a call what the cache may hold. */
  public static ScriptCall capacity(ScriptCall call, Capacity capacity) {
    return call.with("most_entries", limit(capacity.entries()))
        .with("most_bytes", limit(capacity.bytes()));
  }

  private static byte[] limit(OptionalLong limit) {
    return limit.isPresent() ? Fields.ascii(limit.getAsLong()) : NONE;
  }

  /**
   * Gives {@code entry-write} an entry, but for what an origin said.
   *
   * @param staged where a large value waits for the script, and how long
   */
  public static ScriptCall stored(
      ScriptCall call, String etag, NewEntry entry, byte[] staged, Duration time) {
    boolean large = entry.value().length > EntryStore.AT_ONCE;
    if (large) {
      call.staging(new Staged(staged, LARGE, entry.value(), time));
    }
    return capacity(call, entry.capacity())
        .with("lease", entry.lease().orElse(""))
        .with("etag", etag)
        .with("value", large ? NONE : entry.value())
        .with("type", entry.mediaType())
        .with("ttl", entry.lifetime().ttl())
        .with("idle", Fields.millis(entry.lifetime().idle()))
        .with("groups", entry.groups().stored());
  }

  /** An entry of a batch, from its tag to its groups. */
  public static List<byte[]> listed(String etag, NewEntry entry) {
    return List.of(
        Fields.ascii(etag),
        entry.value(),
        Fields.utf8(entry.mediaType()),
        Fields.millis(entry.lifetime().ttl()),
        Fields.millis(entry.lifetime().idle()),
        entry.groups().stored());
  }
}
