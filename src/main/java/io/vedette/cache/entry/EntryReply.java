package io.vedette.cache.entry;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the scripts of entries answer, field by field as their files list them. */
public final class EntryReply {
  private static final byte[] NOTHING = {};

  private EntryReply() {}

  /** The reply of {@code entry-read}; not for an empty one. */
  static Entry entry(List<Object> reply) {
    Optional<Duration> left = remaining(Fields.number(reply.get(5)));
    String idle = Fields.text(reply.get(7));
    String expires = Fields.text(reply.get(8));
    return new Entry(
        Fields.text(reply.get(1)),
        Fields.text(reply.get(2)),
        Fields.instant(reply.get(3)),
        Fields.instant(reply.get(4)),
        left,
        idle.isEmpty() ? left : until(expires, reply.get(9)),
        milliseconds(reply.get(7)),
        Groups.fromStored(Fields.text(reply.get(10))),
        milliseconds(reply.get(11)),
        Fields.number(reply.get(6)),
        reply.size() > 12 && reply.get(12) instanceof byte[] value ? value : NOTHING);
  }

  /** The reply of {@code response-read}. */
  public static Optional<CachedEntry> stored(List<Object> reply) {
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> left = remaining(Fields.number(reply.get(5)));
    String origin = Fields.text(reply.get(10));
    Entry entry =
        new Entry(
            Fields.text(reply.get(1)),
            Fields.text(reply.get(2)),
            Fields.instant(reply.get(3)),
            Fields.instant(reply.get(4)),
            left,
            left,
            Optional.empty(),
            Groups.fromStored(Fields.text(reply.get(7))),
            milliseconds(reply.get(8)),
            Fields.number(reply.get(6)),
            reply.size() > 12 && reply.get(12) instanceof byte[] value ? value : NOTHING);
    return Optional.of(
        new CachedEntry(
            Fields.text(reply.get(0)),
            entry,
            milliseconds(reply.get(9)).orElse(Duration.ZERO),
            origin.isEmpty() ? Optional.empty() : Optional.of(ResponseMetadata.parse(origin)),
            Fields.text(reply.get(11))));
  }

  private static Optional<Duration> milliseconds(Object field) {
    return field instanceof Long || !Fields.text(field).isEmpty()
        ? Optional.of(Duration.ofMillis(Fields.number(field)))
        : Optional.empty();
  }

  private static Optional<Duration> until(String expires, Object now) {
    return expires.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(expires) - Fields.number(now)));
  }

  /** One item of the reply of {@code entry-list}. */
  static ListedEntry listed(List<?> item) {
    return new ListedEntry(
        new EntryKey((byte[]) item.get(0)),
        Fields.text(item.get(1)),
        Fields.text(item.get(2)),
        Fields.number(item.get(3)),
        Fields.instant(item.get(4)),
        remaining(Fields.number(item.get(5))),
        Groups.fromStored(Fields.text(item.get(6))),
        !Fields.text(item.get(7)).isEmpty());
  }

  private static Optional<Duration> remaining(long milliseconds) {
    return milliseconds < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
  }
}
