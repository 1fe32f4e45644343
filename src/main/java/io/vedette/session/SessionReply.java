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

/** A session as scripts answer it: time left, handle, and the fields of its hash. */
final class SessionReply {
  private static final String ATTRIBUTE = "a:";

  private final List<?> items;
  private final Map<String, String> fields = new HashMap<>();

  private SessionReply(List<?> items) {
    this.items = items;
    for (int i = 2; i < items.size(); i += 2) {
      fields.put(Fields.text(items.get(i)), Fields.text(items.get(i + 1)));
    }
  }

  /** The session, with what the script has told of it. */
  static Session session(Object item) {
    return new SessionReply((List<?>) item).session();
  }

  private Session session() {
    return new Session(
        Fields.text(items.get(1)),
        field("id"),
        optional("subject"),
        instant("created"),
        instant("ends"),
        Duration.ofMillis(number("idle")),
        Duration.ofMillis(Fields.number(items.get(0))),
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
