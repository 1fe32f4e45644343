package io.vedette.task.queue;

import static io.vedette.http.SharedJson.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Queues as JSON. */
public final class QueueDocument {
  private static final long MILLIS = 1000;

  private QueueDocument() {}

  /** A queue with its settings, its depth by status, its age, and what the last hour has done. */
  public static JsonObject of(QueueName name, QueueState state) {
    JsonObjectBuilder document = settings(state.settings()).add("name", name.text());
    state.pausedUntil().ifPresent(until -> pause(document, until, state.settings()));
    JsonObjectBuilder tasks = JSON.createObjectBuilder();
    state.tasks().forEach(tasks::add);
    document.add("tasks", tasks).add("lagSeconds", seconds(state.lag().toMillis()));
    state.oldest().ifPresent(oldest -> document.add("oldest", oldest.toString()));
    var minutes = JSON.createArrayBuilder();
    state.minutes().forEach(minute -> minutes.add(minute(minute)));
    return document.add("minutes", minutes).build();
  }

  private static void pause(JsonObjectBuilder document, Instant until, QueueSettings settings) {
    JsonObjectBuilder pause = JSON.createObjectBuilder();
    if (!until.equals(Instant.MAX)) {
      pause.add("until", until.toString());
    }
    String reason = settings.values().getOrDefault("reason", "");
    if (!reason.isEmpty()) {
      pause.add("reason", reason);
    }
    document.add("paused", pause);
  }

  private static JsonObject minute(QueueState.Minute minute) {
    JsonObjectBuilder object = JSON.createObjectBuilder().add("minute", minute.begin().toString());
    for (Map.Entry<String, Long> ended : minute.ended().entrySet()) {
      object.add(ended.getKey(), ended.getValue());
    }
    return object.build();
  }

  private static JsonObjectBuilder settings(QueueSettings settings) {
    JsonObjectBuilder document = JSON.createObjectBuilder();
    settings.number("concurrency").ifPresent(it -> document.add("concurrency", it));
    settings.rate("rate").ifPresent(it -> document.add("rate", it));
    JsonObjectBuilder each = JSON.createObjectBuilder();
    settings.number("key_concurrency").ifPresent(it -> each.add("concurrency", it));
    settings.rate("key_rate").ifPresent(it -> each.add("rate", it));
    add(document, "perKey", each.build());
    Optional.ofNullable(settings.values().get("order")).ifPresent(it -> document.add("order", it));
    JsonObjectBuilder keep = JSON.createObjectBuilder();
    settings.seconds("keep_succeeded").ifPresent(it -> keep.add("succeeded", it));
    settings.seconds("keep_others").ifPresent(it -> keep.add("others", it));
    settings.number("keep_most").ifPresent(it -> keep.add("most", it));
    add(document, "keep", keep.build());
    settings.number("max_length").ifPresent(it -> document.add("maxLength", it));
    return document;
  }

  private static void add(JsonObjectBuilder document, String name, JsonObject part) {
    if (!part.isEmpty()) {
      document.add(name, part);
    }
  }

  /** What workers could do now. */
  public static JsonObject of(QueueDemand demand) {
    return JSON.createObjectBuilder()
        .add("work", demand.ready() + demand.running())
        .add("ready", demand.ready())
        .add("running", demand.running())
        .add("lagSeconds", seconds(demand.lag().toMillis()))
        .build();
  }

  private static double seconds(long millis) {
    return (double) millis / MILLIS;
  }
}
