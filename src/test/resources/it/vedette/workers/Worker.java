import jakarta.json.*;
import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.*;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.*;

/** A worker of one queue: java -cp parsson.jar Worker.java QUEUE. Java 17 or newer; SIGTERM stops it. */
public class Worker {
  static final String API = System.getenv().getOrDefault("VEDETTE_URL", "http://localhost:9080") + "/api/v1/";
  static final String TOKEN_FILE = System.getenv("VEDETTE_TOKEN_FILE");
  /** For how many seconds a task is ours without a heartbeat. */
  static final int LEASE = Integer.parseInt(System.getenv().getOrDefault("VEDETTE_LEASE", "30"));
  static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static volatile boolean stopping; // we are about to stop
  static volatile Thread handling = new Thread();
  static boolean moving; // the server that has answered is about to stop

  /** Interrupted when what it does is of no use any longer. */
  interface Handler {
    JsonValue handle(JsonObject task) throws Exception;
  }

  static final Map<String, Handler> HANDLERS = Map.of("greet", Worker::greet, "wait", Worker::await); // by type of task

  static JsonValue greet(JsonObject task) {
    String name = task.getJsonObject("payload").getString("name", "");
    if (name.isEmpty()) throw new IllegalArgumentException("nobody to greet"); // another attempt would fail as well
    return Json.createValue("Hello " + name);
  }

  static JsonValue await(JsonObject task) throws InterruptedException {
    JsonNumber seconds = task.getJsonObject("payload").getJsonNumber("seconds");
    Thread.sleep(Math.round(seconds.doubleValue() * 1000));
    return seconds;
  }

  /** The status is 0 when the service is away; the pause is in seconds, before the next call. */
  record Answer(int status, JsonObject json, int pause) {}

  static Answer call(String method, String path, String body, int patience) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(API + path)).header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(patience)).method(method, BodyPublishers.ofString(body));
    if (TOKEN_FILE != null) request.header("Authorization", "Bearer " + Files.readString(Path.of(TOKEN_FILE)).strip());
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      boolean away = answer.statusCode() == 429 || answer.statusCode() >= 500;
      int pause = answer.headers().firstValue("Retry-After").map(Integer::parseInt).orElse(answer.statusCode() < 300 ? 0 : 1);
      boolean empty = away || answer.body().isEmpty();
      JsonObject json = empty ? JsonValue.EMPTY_JSON_OBJECT : Json.createReader(new StringReader(answer.body())).readObject();
      return new Answer(away ? 0 : answer.statusCode(), json, pause);
    } catch (IOException e) {
      return new Answer(0, JsonValue.EMPTY_JSON_OBJECT, 1);
    }
  }

  static String json(Map<String, ?> members) {
    return Json.createObjectBuilder(members).build().toString();
  }

  static void work(JsonObject task) throws Exception {
    FutureTask<JsonValue> job = new FutureTask<>(() -> HANDLERS.get(task.getString("type")).handle(task));
    handling = new Thread(job);
    handling.start();
    if (stopping) handling.interrupt();
    String lease = "leases/" + task.getString("lease"), end = "/release", body = "{}";
    boolean over = false;
    for (handling.join(LEASE * 1000 / 3); handling.isAlive(); handling.join(LEASE * 1000 / 3)) {
      Answer beat = call("PATCH", lease, json(Map.of("extend", LEASE)), 5);
      over |= beat.status == 409 || beat.json.getBoolean("cancelRequested", false);
      moving |= beat.json.getBoolean("draining", false);
      if (over) handling.interrupt();
    }
    try {
      body = String.valueOf(job.get());
      end = "/complete";
    } catch (ExecutionException e) {
      if (!over && !stopping) {
        boolean retryable = !(e.getCause() instanceof IllegalArgumentException);
        body = json(Map.of("error", String.valueOf(e.getCause().getMessage()), "retryable", retryable));
        end = "/fail";
      }
    }
    Answer settled;
    while ((settled = call("POST", lease + end, body, 5)).status == 0) { // the same once more is harmless
      Thread.sleep(settled.pause * 1000);
    }
    System.out.println(task.getString("task") + end + " " + settled);
  }

  public static void main(String[] arguments) throws Exception {
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      stopping = true;
      handling.interrupt();
      try {
        main.join();
      } catch (InterruptedException e) {
        // nobody does that
      }
    }));
    String pull = json(Map.of("wait", 10, "lease", LEASE, "types", HANDLERS.keySet(), "worker", "pid-" + ProcessHandle.current().pid()));
    while (!stopping) {
      Answer answer = call("POST", "queues/" + arguments[0] + "/leases", pull, 15);
      if (answer.status >= 400) throw new IllegalStateException(answer.json.toString());
      if (answer.status == 200) work(answer.json.getJsonArray("leases").getJsonObject(0));
      Thread.sleep(moving ? 1000 : answer.pause * 1000); // behind a balancer another server answers the next call
      moving = false;
    }
  }
}
