package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that the service delivers. */
class TargetIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** What a receiver has seen. */
  private record Seen(String method, String path, Map<String, String> fields, String body) {}

  private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();
  private static final List<Integer> STATUSES = new CopyOnWriteArrayList<>();
  private static final String NEXT_SECRET = "whsec_c2VjcmV0IG9mIHRoZSBuZXh0IHllYXIsIG5vdCB5ZXQ=";
  private static HttpServer receiver;
  private static SignedReceiver signed;
  private static Path folder;
  private static VedetteServer server;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    receiver.createContext("/", TargetIT::receive);
    receiver.start();
    String url = "http://localhost:" + receiver.getAddress().getPort() + "/hooks";
    Map<String, String> settings = new HashMap<>();
    settings.put("VEDETTE_TARGETS", "hooks,gone,closed,signed");
    signed = new SignedReceiver(SECRET);
    settings.put("VEDETTE_TARGETS_SIGNED_URL", signed.url());
    settings.put("VEDETTE_TARGETS_SIGNED_SECRETS_FILE", secrets(SECRET).toString());
    settings.put("VEDETTE_TARGETS_HOOKS_URL", url);
    settings.put("VEDETTE_TARGETS_HOOKS_SECRETS", SECRET);
    settings.put("VEDETTE_TARGETS_HOOKS_FIELDS", "Authorization: Bearer of-the-operator");
    settings.put("VEDETTE_TARGETS_GONE_URL", url + "?key=1");
    settings.put("VEDETTE_TARGET_PRIVATE_ADDRESSES", "true");
    settings.put("VEDETTE_TARGETS_CLOSED_URL", url);
    settings.put("VEDETTE_TARGETS_CLOSED_PRIVATE_ADDRESSES", "false");
    server = Target.launch(settings);
    server.awaitReady();
    client = new Client(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
    receiver.stop(0);
    signed.close();
  }

  private static Path secrets(String... lines) throws IOException {
    Path changed = Files.writeString(folder.resolve("next"), String.join("\n", lines));
    return Files.move(
        changed,
        folder.resolve("secrets"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void receive(HttpExchange exchange) throws IOException {
    Map<String, String> fields = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> fields.put(name.toLowerCase(Locale.ROOT), all.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    SEEN.add(
        new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), fields, body));
    int status = STATUSES.isEmpty() ? 200 : STATUSES.remove(0);
    byte[] answer = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String submit(String json) {
    Answer answer = client.post(Tasks.ALL, json);
    assertEquals(202, answer.status(), answer::text);
    return answer.json().getString("id");
  }

  private static JsonObject awaitStatus(String id, String status) {
    Tasks tasks = new Tasks(client, "hooks");
    Await.until(
        () -> "the task to be " + status + ": " + tasks.read(id),
        PATIENCE,
        () -> tasks.status(id).equals(status));
    return tasks.read(id);
  }

  private static List<Seen> seen(String id) {
    return SEEN.stream().filter(it -> id.equals(it.fields().get("webhook-id"))).toList();
  }

  @Test
  void task_isDelivered_signed_withItsPathAndFields_andTheAnswerIsItsResult() {
    String id =
        submit(
            """
            {"queue":"hooks","type":"order.paid","payload":{"n":1},
             "target":{"name":"hooks","path":"/orders?x=1","method":"PUT",
                       "headers":{"X-Own":"a","Authorization":"of the caller"}}}""");
    awaitStatus(id, "succeeded");
    Seen seen = seen(id).get(0);
    assertEquals("PUT", seen.method());
    assertEquals("/hooks/orders?x=1", seen.path());
    assertEquals("{\"n\":1}", seen.body());
    assertEquals("a", seen.fields().get("x-own"));
    assertEquals("Bearer of-the-operator", seen.fields().get("authorization"));
    assertEquals("1", seen.fields().get("vedette-attempt"));
    assertTrue(String.valueOf(seen.fields().get("webhook-signature")).startsWith("v1,"));
    assertEquals("{\"done\":true}", client.get(Tasks.path(id) + "/result").text());
    assertEquals(200, client.post(Tasks.path(id) + "/redeliver", "{}").status());
    Await.until("another delivery", PATIENCE, () -> seen(id).size() == 2);
    assertEquals(seen(id).get(0).body(), seen(id).get(1).body());
  }

  @Test
  void answers_decideAboutAnotherAttempt() {
    STATUSES.add(500);
    String again =
        submit("{\"queue\":\"hooks\",\"type\":\"t\",\"retry\":{\"attempts\":3,\"initial\":1}}");
    awaitStatus(again, "succeeded");
    assertEquals(2, seen(again).size());
    STATUSES.add(404);
    String refused = submit("{\"queue\":\"hooks\",\"type\":\"t\"}");
    assertTrue(awaitStatus(refused, "failed").toString().contains("answered 404"));
    STATUSES.add(302);
    assertEquals(
        1,
        seen(String.valueOf(
                awaitStatus(submit("{\"queue\":\"hooks\",\"type\":\"t\"}"), "failed")
                    .getString("id")))
            .size());
  }

  @Test
  void targetThatIsGone_isPaused_untilSomebodyResumesIt() {
    STATUSES.add(410);
    String id = submit("{\"type\":\"t\",\"target\":{\"name\":\"gone\"}}");
    Await.until(
        "the pause",
        PATIENCE,
        () -> client.get("/api/v1/queues/gone").json().containsKey("paused"));
    awaitStatus(id, "queued");
    assertEquals(204, client.post("/api/v1/queues/gone/resume", "{}").status());
    JsonObject task = awaitStatus(id, "succeeded");
    assertEquals(1, task.getJsonArray("attempts").size());
    assertEquals("/hooks?key=1", seen(id).get(0).path());
  }

  @Test
  void privateAddress_isRefused_unlessTheTargetMayHaveOne() {
    String id = submit("{\"queue\":\"closed\",\"type\":\"t\",\"retry\":{\"attempts\":1}}");
    assertTrue(awaitStatus(id, "dead").toString().contains("not allowed"));
    assertEquals(List.of(), seen(id));
  }

  @Test
  void workersAndOthers_haveNothingToDoWithATarget() {
    assertEquals("conflict", client.post("/api/v1/queues/hooks/leases", "{}").problem());
    Answer unknown = client.post(Tasks.ALL, "{\"type\":\"t\",\"target\":{\"name\":\"unknown\"}}");
    assertEquals("malformed-request", unknown.problem());
    Answer upward =
        client.post(
            Tasks.ALL, "{\"type\":\"t\",\"target\":{\"name\":\"hooks\",\"path\":\"/a/../b\"}}");
    assertEquals("malformed-request", upward.problem());
    String pulled = submit("{\"queue\":\"other\",\"type\":\"t\"}");
    assertEquals("conflict", client.post(Tasks.path(pulled) + "/redeliver", "{}").problem());
  }

  /** First the service signs with both, then the receiver changes, then the old one goes. */
  @Test
  void secretThatIsChangedUnderLoad_failsNoVerification() throws IOException {
    awaitSignatures(1);
    secrets(SECRET, NEXT_SECRET);
    awaitSignatures(2);
    signed.know(NEXT_SECRET);
    awaitSignatures(2);
    secrets(NEXT_SECRET);
    awaitSignatures(1);
    assertEquals(0, signed.refused());
  }

  private static void awaitSignatures(int many) {
    Await.until(
        many + " signatures",
        PATIENCE,
        () -> {
          awaitStatus(submit("{\"type\":\"t\",\"target\":{\"name\":\"signed\"}}"), "succeeded");
          return signed.signatures() == many;
        });
  }
}
