package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonAnswer;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/** Answers about work that goes on behind them. */
final class BackgroundAnswer {
  private BackgroundAnswer() {}

  /** 202 with the place of the task that does it, and a number of it. */
  static Response of(String task, String name, long number) {
    return accepted(JSON.createObjectBuilder().add(name, number).add("task", task), task);
  }

  /** 202 with the place of the task that does it. */
  static Response of(String task) {
    return accepted(JSON.createObjectBuilder().add("task", task), task);
  }

  private static Response accepted(JsonObjectBuilder document, String task) {
    return JsonAnswer.ok(document.build()).status(202).header("Location", task).build();
  }
}
