package io.vedette.cache;

import io.vedette.http.Conditions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the scripts of entries take, field by field as their files list them. */
final class EntryArguments {
  private static final byte[] NONE = {};

  private EntryArguments() {}

  /** The conditions, which come first; the others are to be added. */
  static List<byte[]> of(Conditions conditions) {
    List<byte[]> arguments = new ArrayList<>(12);
    arguments.add(latin1(conditions.ifMatch()));
    arguments.add(latin1(conditions.ifNoneMatch()));
    arguments.add(latin1(conditions.ifModifiedSince()));
    arguments.add(latin1(conditions.ifUnmodifiedSince()));
    return arguments;
  }

  /** An entry to store, from its tag to its groups. */
  static List<byte[]> of(String etag, NewEntry entry) {
    return List.of(
        ascii(etag),
        entry.value(),
        entry.mediaType().getBytes(StandardCharsets.UTF_8),
        millis(Optional.of(entry.lifetime().ttl())),
        millis(entry.lifetime().idle()),
        entry.groups().stored());
  }

  static byte[] latin1(String text) {
    return text.isEmpty() ? NONE : text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] millis(Optional<Duration> duration) {
    return duration.map(d -> ascii(d.toMillis())).orElse(NONE);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] ascii(Object text) {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
