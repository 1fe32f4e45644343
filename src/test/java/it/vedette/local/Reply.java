package it.vedette.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer of Redis: a text, or items. */
public record Reply(String text, List<Reply> items) {
  /** Keeps its own list. */
  public Reply {
    items = List.copyOf(items);
  }

  static Reply of(String text) {
    return new Reply(text, List.of());
  }

  static Reply of(List<Reply> items) {
    return new Reply("", items);
  }

  /** Items are names and values in turn. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      fields.put(items.get(i).text(), items.get(i + 1).text());
    }
    return fields;
  }

  /** The text, or the items with one on each line. */
  @Override
  public String toString() {
    return items.isEmpty()
        ? text
        : items.stream().map(Reply::toString).collect(Collectors.joining("\n"));
  }
}
