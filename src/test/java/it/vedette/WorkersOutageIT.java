package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.Ports;
import it.vedette.local.VedetteServer;
import it.vedette.local.WorkerProcess;
import it.vedette.local.WorkerProcess.Language;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workers that users copy, while the one server that they know drains, is away, and comes. */
class WorkersOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int DRAIN = 8;
  private static final String WORK = ",\"payload\":{\"seconds\":%d}".formatted(DRAIN / 2);
  private static final Pattern PULLS =
      Pattern.compile("(?m)^requests_total\\{.*route=\"/queues/\\{queue}/leases\".*} ([0-9.E]+)$");

  private final int port = Ports.free();
  private final List<Tasks> queues = new ArrayList<>();
  private final List<WorkerProcess> workers = new ArrayList<>();

  @AfterEach
  void stop() {
    workers.forEach(WorkerProcess::close);
  }

  @Test
  void workers_finishAtADrainingServer_leaveItAlone_andComeBack(@TempDir Path secrets)
      throws IOException {
    try (CallersFile callers = new CallersFile()) {
      startWorkers(callers, secrets);
      AtomicInteger pulls = new AtomicInteger();
      try (VedetteServer server = start(callers)) {
        List<String> ids = queues.stream().map(tasks -> tasks.submit("wait", WORK)).toList();
        awaitAll(ids, "running");
        server.terminate();
        Client operator = new Client(server.management());
        Await.until(
            "the end of the server",
            PATIENCE,
            () -> {
              if (server.isRunning()) {
                pulls.set(pulls(operator));
              }
              return !server.isRunning();
            });
        assertAll(ids.stream().map(id -> () -> assertDoneAtOnce(id)));
      }
      int most = workers.size() * (DRAIN + 4);
      assertTrue(pulls.get() >= workers.size() && pulls.get() <= most, () -> pulls + " pulls");

      List<String> next = queues.stream().map(tasks -> tasks.submit("wait", WORK)).toList();
      try (VedetteServer server = start(callers)) {
        server.awaitReady();
        awaitAll(next, "succeeded");
      }
    }
  }

  /** Each knows a token for its own queue; nobody answers yet. */
  private void startWorkers(CallersFile callers, Path secrets) throws IOException {
    for (Language language : Language.values()) {
      if (language.isInstalled() || "true".equals(System.getenv("CI"))) {
        Tasks tasks = Tasks.fresh(Target.client());
        Path token = secrets.resolve(language.name());
        Files.writeString(token, callers.token(tasks.queue(), "task:work:" + tasks.queue()) + "\n");
        queues.add(tasks);
        workers.add(
            WorkerProcess.start(
                language,
                tasks.queue(),
                Map.of(
                    "VEDETTE_URL",
                    "http://localhost:" + port,
                    "VEDETTE_TOKEN_FILE",
                    token.toString(),
                    "VEDETTE_LEASE",
                    "3")));
      }
    }
  }

  private VedetteServer start(CallersFile callers) {
    Map<String, String> settings = new HashMap<>(Target.redis().settings());
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", callers.path().toString());
    settings.put("VEDETTE_DRAIN", "PT%dS".formatted(DRAIN));
    return VedetteServer.start(settings, port);
  }

  private void awaitAll(List<String> ids, String status) {
    Await.until(
        "all tasks to be " + status,
        PATIENCE,
        () -> ids.stream().allMatch(id -> read(id).getString("status").equals(status)));
  }

  private static JsonObject read(String id) {
    return Target.client().get(Tasks.path(id)).json();
  }

  private static void assertDoneAtOnce(String id) {
    JsonObject task = read(id);
    assertEquals("succeeded", task.getString("status"), task::toString);
    assertEquals(1, task.getJsonArray("attempts").size(), task::toString);
    assertEquals(0, task.getInt("lostLeases"), task::toString);
  }

  private static int pulls(Client operator) {
    return PULLS
        .matcher(operator.get("/metrics").text())
        .results()
        .mapToInt(found -> (int) Double.parseDouble(found.group(1)))
        .sum();
  }
}
