package it.vedette;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls of the contract as somebody makes them: about one cache or queue, whose name is given. */
final class Samples {
  private static final String TASKS = "/api/v1/tasks";
  private static final String TASK = "{\"queue\":\"{queue}\",\"type\":\"t\"}";

  private static final Pattern NAMED =
      Pattern.compile("\\{(cache|queue|task|lease|batch|schedule)}");

  /** What names the queue where the path does not. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "GET " + TASKS,
          "?queue={queue}",
          "GET /api/v1/dead-letters",
          "?queue={queue}",
          "GET /api/v1/scaling",
          "?queue={queue}");

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "POST " + TASKS,
          TASK,
          "POST " + TASKS + "/batch",
          "{\"tasks\":[" + TASK + "]}",
          "POST " + TASKS + "/cancellations",
          "{\"queue\":\"{queue}\"}",
          "POST " + TASKS + "/retries",
          "{\"queue\":\"{queue}\"}",
          "POST " + TASKS + "/deletions",
          "{\"queue\":\"{queue}\"}",
          "PUT /api/v1/batches/{batch}",
          "{\"onFinished\":" + TASK + "}",
          "PUT /api/v1/schedules/{schedule}",
          "{\"cron\":\"@yearly\",\"task\":" + TASK + "}",
          "POST /api/v1/schedules/preview",
          "{\"cron\":\"@yearly\"}",
          "POST /api/v1/leases/batch",
          "{\"operations\":[{\"op\":\"release\",\"lease\":\"{lease}\"}]}");

  private Samples() {}

  /** Whether the call is about one cache or queue. */
  static boolean isNamed(String method, String path) {
    String call = method + " " + path;
    return Stream.of(path, QUERIES.getOrDefault(call, ""), DOCUMENTS.getOrDefault(call, ""))
        .anyMatch(part -> NAMED.matcher(part).find());
  }

  /** The path of a call, with its query. */
  static String path(String method, String path, String name) {
    return filled(path + QUERIES.getOrDefault(method + " " + path, ""), name);
  }

  private static String filled(String text, String name) {
    String task = name + "-0000000000abcdefghjk";
    return text.replace("{cache}", name)
        .replace("{queue}", name)
        .replace("{batch}", name)
        .replace("{schedule}", name)
        .replace("{task}", task)
        .replace("{lease}", task + "." + "A".repeat(22) + ".1")
        .replace("{key}", "k")
        .replace("{name}", "n")
        .replace("{subject}", "user-1")
        .replace("{handle}", "0".repeat(22));
  }

  /** Makes the call, with content only where that must be. */
  static Answer send(Client client, String method, String path, String name, String... headers) {
    String document = DOCUMENTS.getOrDefault(method + " " + path, "");
    String[] all = headers;
    if (!document.isEmpty()) {
      all = new String[headers.length + 2];
      System.arraycopy(headers, 0, all, 2, headers.length);
      all[0] = "Content-Type";
      all[1] = "application/json";
    }
    byte[] content = filled(document, name).getBytes(StandardCharsets.UTF_8);
    return client.send(method, path(method, path, name), content, all);
  }
}
