package io.vedette.task.queue;

import io.vedette.http.JsonMembers;
import io.vedette.redis.Fields;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a queue does other than usual, as its script knows it: names and values. What is absent is
 * as usual: no limit, and the configuration says what is kept.
 */
record QueueSettings(Map<String, String> values) {
  static final List<String> MEMBERS =
      List.of("concurrency", "rate", "perKey", "order", "keep", "maxLength");

  private static final List<String> PER_KEY = List.of("concurrency", "rate");
  private static final List<String> KEEP = List.of("succeeded", "others", "most");
  private static final String FIFO = "fifo";
  private static final int MOST_AT_ONCE = 100_000;

  QueueSettings {
    values = Map.copyOf(values);
  }

  /** Reads a request. */
  static QueueSettings of(JsonObject document) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonMembers body = new JsonMembers(document, "", MEMBERS);
    number(body, "concurrency", MOST_AT_ONCE, "concurrency", values);
    rate(body, "rate", values);
    number(body, "maxLength", TaskConfig.MOST_KEPT, "max_length", values);
    inside(document, body, "perKey", PER_KEY)
        .ifPresent(
            each -> {
              number(each, "concurrency", MOST_AT_ONCE, "key_concurrency", values);
              rate(each, "key_rate", values);
            });
    inside(document, body, "keep", KEEP)
        .ifPresent(
            keep -> {
              time(keep, "succeeded", values);
              time(keep, "others", values);
              number(keep, "most", TaskConfig.MOST_KEPT, "keep_most", values);
            });
    order(body, values);
    return new QueueSettings(values);
  }

  /** One task of a key at a time is what keeps the order of a key. */
  private static void order(JsonMembers body, Map<String, String> into) {
    String order = body.text("order").orElse("ready");
    if (!List.of("ready", FIFO).contains(order)) {
      throw body.refused("order", "'order' is ready or fifo");
    }
    if (order.equals(FIFO)) {
      if (!into.getOrDefault("key_concurrency", "1").equals("1")) {
        throw body.refused("order", "in a fifo queue a key has one task at a time");
      }
      into.put("order", FIFO);
    }
  }

  private static Optional<JsonMembers> inside(
      JsonObject document, JsonMembers body, String name, List<String> known) {
    if (!document.containsKey(name)) {
      return Optional.empty();
    }
    if (document.get(name) instanceof JsonObject object) {
      return Optional.of(new JsonMembers(object, "/" + name, known));
    }
    throw body.refused(name, "'%s' is an object".formatted(name));
  }

  private static void number(
      JsonMembers members, String name, int most, String setting, Map<String, String> into) {
    members
        .integer(name)
        .ifPresent(
            number -> {
              if (number < 1 || number > most) {
                throw members.refused(
                    name, "'%s' is a whole number from 1 to %d".formatted(name, most));
              }
              into.put(setting, Long.toString(number));
            });
  }

  private static void rate(JsonMembers members, String setting, Map<String, String> into) {
    members
        .text("rate")
        .ifPresent(
            text ->
                into.put(
                    setting,
                    TaskRate.parse(text)
                        .orElseThrow(() -> members.refused("rate", "'rate' is " + TaskRate.FORM))
                        .stored()));
  }

  private static void time(JsonMembers keep, String name, Map<String, String> into) {
    keep.duration(name, TaskConfig.LONGEST_KEPT)
        .ifPresent(time -> into.put("keep_" + name, Long.toString(time.toMillis())));
  }

  /** As its script takes them. */
  List<byte[]> arguments() {
    List<byte[]> arguments = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          arguments.add(Fields.ascii(name));
          arguments.add(Fields.utf8(value));
        });
    return arguments;
  }

  /** A whole number, or empty. */
  Optional<Long> number(String setting) {
    return Optional.ofNullable(values.get(setting)).map(Long::valueOf);
  }

  /** A rate as callers write it, or empty. */
  Optional<String> rate(String setting) {
    return Optional.ofNullable(values.get(setting)).map(it -> TaskRate.stored(it).text());
  }

  /** Whole seconds, or empty. */
  Optional<Long> seconds(String setting) {
    return number(setting).map(millis -> Duration.ofMillis(millis).toSeconds());
  }
}
