package io.vedette.cache.entry;

import io.vedette.redis.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an entry was when it was deleted. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeletedEntry(
    String etag, String mediaType, Instant modified, Groups groups, byte[] value) {
  /** Reads the reply of {@code entry-take}; empty when there was none. */
  public static Optional<DeletedEntry> of(List<Object> reply) {
    return Fields.text(reply.get(0)).equals("absent")
        ? Optional.empty()
        : Optional.of(
            new DeletedEntry(
                Fields.text(reply.get(1)),
                Fields.text(reply.get(2)),
                Fields.instant(reply.get(3)),
                Groups.fromStored(Fields.text(reply.get(4))),
                (byte[]) reply.get(5)));
  }
}
