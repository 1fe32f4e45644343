package io.vedette.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the scripts of entries answer, field by field as their files list them. */
final class EntryReply {
  private static final byte[] NOTHING = {};

  private EntryReply() {}

  /** The reply of {@code entry-read}; not for an empty one. */
  static Entry entry(List<Object> reply) {
    Optional<Duration> left = remaining(number(reply.get(5)));
    String idle = text(reply.get(7));
    String expires = text(reply.get(8));
    return new Entry(
        text(reply.get(1)),
        text(reply.get(2)),
        instant(reply.get(3)),
        instant(reply.get(4)),
        left,
        idle.isEmpty() ? left : until(expires, reply.get(9)),
        milliseconds(reply.get(7)),
        Groups.fromStored(text(reply.get(10))),
        milliseconds(reply.get(11)),
        number(reply.get(6)),
        reply.size() > 12 && reply.get(12) instanceof byte[] value ? value : NOTHING);
  }

  /** The reply of {@code response-read}. */
  static Optional<Stored> stored(List<Object> reply) {
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> left = remaining(number(reply.get(5)));
    String origin = text(reply.get(10));
    Entry entry =
        new Entry(
            text(reply.get(1)),
            text(reply.get(2)),
            instant(reply.get(3)),
            instant(reply.get(4)),
            left,
            left,
            Optional.empty(),
            Groups.fromStored(text(reply.get(7))),
            milliseconds(reply.get(8)),
            number(reply.get(6)),
            reply.size() > 11 && reply.get(11) instanceof byte[] value ? value : NOTHING);
    return Optional.of(
        new Stored(
            text(reply.get(0)),
            entry,
            milliseconds(reply.get(9)).orElse(Duration.ZERO),
            origin.isEmpty() ? Optional.empty() : Optional.of(StoredResponse.parse(origin))));
  }

  private static Optional<Duration> milliseconds(Object field) {
    return field instanceof Long || !text(field).isEmpty()
        ? Optional.of(Duration.ofMillis(number(field)))
        : Optional.empty();
  }

  private static Optional<Duration> until(String expires, Object now) {
    return expires.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(expires) - number(now)));
  }

  /** One item of the reply of {@code entry-list}. */
  static ListedEntry listed(List<?> item) {
    return new ListedEntry(
        new EntryKey((byte[]) item.get(0)),
        text(item.get(1)),
        text(item.get(2)),
        number(item.get(3)),
        instant(item.get(4)),
        remaining(number(item.get(5))),
        Groups.fromStored(text(item.get(6))),
        !text(item.get(7)).isEmpty());
  }

  static String text(@Nullable Object field) {
    return field instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
  }

  /** Bytes as text that stands for nothing but themselves. */
  static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static long number(@Nullable Object field) {
    return field instanceof Long number ? number : Long.parseLong(text(field));
  }

  static Instant instant(@Nullable Object field) {
    return Instant.ofEpochMilli(number(field));
  }

  private static Optional<Duration> remaining(long milliseconds) {
    return milliseconds < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
  }
}
