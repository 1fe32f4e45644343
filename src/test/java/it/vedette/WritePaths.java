package it.vedette;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every way to write. */
final class WritePaths {
  /** Method, path below a cache that {@link #prepare} has filled, and content. */
  static final String ALL =
      """
      PUT    | entries/new       | value
      PUT    | entries/old       | value
      DELETE | entries/old       |
      DELETE | entries/taken     |
      DELETE | entries/absent    |
      PUT    | ttl/old           | {"ttl":60}
      DELETE | ttl/old           |
      POST   | batch             | {"atomic":true,"operations":[{"op":"put","key":"b","value":"x"}]}
      POST   | counters/n        | {"by":2}
      DELETE | counters/n        |
      POST   | invalidations     | {"all":true}
      POST   | invalidations     | {"groups":["g"]}
      POST   | invalidations     | {"keys":["old"]}
      PUT    |                   | {"ttl":60,"immortal":true}
      DELETE |                   |
      """;

  private WritePaths() {}

  static void prepare(Client client, Entries entries) {
    entries.setPolicy(client, "{'immortal':true}");
    for (String key : List.of("old", "taken")) {
      client.put(entries.entry(key), "old", "Cache-Groups", "\"g\"");
    }
  }

  static Answer write(
      Client client,
      Entries entries,
      String preference,
      String method,
      @Nullable String path,
      @Nullable String body) {
    String target = entries.policy() + (path == null || path.isEmpty() ? "" : "/" + path);
    String prefer = path != null && path.endsWith("taken") ? ", return=representation" : "";
    return client.send(
        method,
        target,
        (body == null ? "" : body).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Prefer",
        preference + prefer);
  }
}
