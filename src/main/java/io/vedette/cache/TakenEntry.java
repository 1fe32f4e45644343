package io.vedette.cache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an entry was when it was deleted. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TakenEntry(String etag, String mediaType, Instant modified, Groups groups, byte[] value) {
  /** Reads the reply of {@code entry-take}; empty when there was none. */
  static Optional<TakenEntry> of(List<Object> reply) {
    return EntryReply.text(reply.get(0)).equals("absent")
        ? Optional.empty()
        : Optional.of(
            new TakenEntry(
                EntryReply.text(reply.get(1)),
                EntryReply.text(reply.get(2)),
                EntryReply.instant(reply.get(3)),
                Groups.fromStored(EntryReply.text(reply.get(4))),
                (byte[]) reply.get(5)));
  }
}
