package io.vedette.session;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session from its time left, its handle, and the fields of its hash, in which scripts answer it.
 */
final class SessionReply {
  /** What the names of the fields of attributes begin with. */
  static final String ATTRIBUTE = "a:";

  private final String handle;
  private final Duration left;
  private final Map<String, String> fields;

  private SessionReply(String handle, Duration left, Map<String, String> fields) {
    this.handle = handle;
    this.left = left;
    this.fields = fields;
  }

  /** The session, with what the script has told of it. */
  static Session session(Object item) {
    List<?> items = (List<?>) item;
    Map<String, String> fields = new HashMap<>();
    for (int i = 2; i < items.size(); i += 2) {
      fields.put(Fields.text(items.get(i)), Fields.text(items.get(i + 1)));
    }
    Duration left = Duration.ofMillis(Fields.number(items.get(0)));
    return session(Fields.text(items.get(1)), left, fields);
  }

  /** The session with these fields. */
  static Session session(String handle, Duration left, Map<String, String> fields) {
    return new SessionReply(handle, left, fields).session();
  }

  private Session session() {
    return new Session(
        handle,
        field("id"),
        optional("subject"),
        instant("created"),
        instant("ends"),
        Duration.ofMillis(number("idle")),
        left,
        field("etag"),
        optional("device"),
        attributes());
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private Optional<String> optional(String name) {
    return Optional.of(field(name)).filter(text -> !text.isEmpty());
  }

  private long number(String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }

  private Instant instant(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  private List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    fields.forEach(
        (name, stored) -> {
          if (name.startsWith(ATTRIBUTE)) {
            int blank = stored.indexOf(' ');
            attributes.add(
                new Attribute(
                    name.substring(ATTRIBUTE.length()),
                    stored.substring(0, blank),
                    stored.substring(blank + 1)));
          }
        });
    attributes.sort(Comparator.comparing(Attribute::name));
    return attributes;
  }
}
