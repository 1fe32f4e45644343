package io.vedette.cache.entry;

import io.vedette.http.Conditions;
import io.vedette.redis.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the scripts of entries take, field by field as their files list them. */
public final class EntryArguments {
  private EntryArguments() {}

  /** The conditions, which come first; the others are to be added. */
  public static List<byte[]> of(Conditions conditions) {
    List<byte[]> arguments = new ArrayList<>(12);
    arguments.add(Fields.latin1(conditions.ifMatch()));
    arguments.add(Fields.latin1(conditions.ifNoneMatch()));
    arguments.add(Fields.latin1(conditions.ifModifiedSince()));
    arguments.add(Fields.latin1(conditions.ifUnmodifiedSince()));
    return arguments;
  }

  /** An entry to store, from its tag to its groups. */
  public static List<byte[]> of(String etag, NewEntry entry) {
    return List.of(
        Fields.ascii(etag),
        entry.value(),
        entry.mediaType().getBytes(StandardCharsets.UTF_8),
        Fields.millis(Optional.of(entry.lifetime().ttl())),
        Fields.millis(entry.lifetime().idle()),
        entry.groups().stored());
  }
}
