package io.vedette.redis;

import java.util.Map;
import java.util.TreeMap;

/** The fields of a task in a model, as Redis has them: what is usual is absent. */
class TaskFields {
  final Map<String, String> fields = new TreeMap<>();

  String text(String field) {
    return fields.getOrDefault(field, "");
  }

  long number(String field, long usual) {
    return fields.containsKey(field) ? Long.parseLong(text(field)) : usual;
  }

  final void set(String field, Object value) {
    fields.put(field, value.toString());
  }
}
