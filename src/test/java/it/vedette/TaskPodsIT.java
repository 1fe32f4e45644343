package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Tasks of several servers on one set, of which one stops or dies. */
@Timeout(600)
class TaskPodsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For messages between servers that are lost, and for looks, which are a second apart. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final Tasks there = Tasks.fresh(Target.client());

  @Test
  void task_submittedToAnotherServer_isHandedOverAtOnce(TestReporter reporter) {
    Tasks here = there.through(new Client(Target.other().base()));
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      CompletableFuture<Answer> waiting = waiting(here);
      Instant begin = Instant.now();
      String id = there.submit("x");
      assertEquals(id, taken(waiting).getString("task"));
      took.add(Duration.between(begin, Instant.now()));
    }
    reporter.publishEntry("handed over after " + took);
    Duration usual = took.stream().sorted().toList().get(took.size() / 2);
    assertTrue(usual.toMillis() < 500, took::toString);
  }

  /** A pull that waits, as far as one can tell. */
  private static CompletableFuture<Answer> waiting(Tasks tasks) {
    CompletableFuture<Answer> pull = tasks.askAsync("\"wait\":15");
    Await.until(
        "the pull to wait",
        PATIENCE,
        () -> !pull.isDone() && tasks.client().get(tasks.path()).status() == 200);
    return pull;
  }

  private static JsonObject taken(CompletableFuture<Answer> pull) {
    return pull.join().json().getJsonArray("leases").getJsonObject(0);
  }

  @Test
  void drainingServer_letsNobodyWait_andTakesWhatIsDoneWithLeasesUntilItsEnd() {
    try (VedetteServer server = Target.start(Map.of("VEDETTE_DRAIN", "PT15S"))) {
      Tasks here = there.through(new Client(server.base()));
      there.submit("long");
      JsonObject lease = here.take();
      CompletableFuture<Answer> waiting = waiting(here);

      server.terminate();
      Instant told = Instant.now();
      assertElsewhere(waiting.join(), told);
      assertElsewhere(here.ask("\"wait\":15"), Instant.now());
      assertTrue(here.heartbeat(lease, "{}").json().getBoolean("draining"));
      assertFalse(there.heartbeat(lease, "{}").json().getBoolean("draining"));
      String id = there.submit("short");
      assertEquals(200, there.complete(there.take(), "1").status());
      assertEquals("succeeded", here.status(id));
      Await.until(
          "some seconds of the drain",
          PATIENCE,
          () -> {
            assertEquals(200, here.heartbeat(lease, "{}").status());
            return Instant.now().isAfter(told.plusSeconds(4));
          });
      assertEquals(200, here.complete(lease, "1").status());
      assertEquals(0, server.awaitEnd());
    }
  }

  private static void assertElsewhere(Answer answer, Instant begin) {
    Duration took = Duration.between(begin, Instant.now());
    assertEquals(204, answer.status());
    assertEquals("1", answer.header("Retry-After"));
    assertTrue(took.compareTo(LATE) < 0, took::toString);
  }

  @Test
  void killedServer_costsNoLease_andNoTask(TestReporter reporter) {
    String kept = there.submit("kept");
    String lost = there.submit("lost");
    try (VedetteServer server = Target.start(Map.of())) {
      Tasks here = there.through(new Client(server.base()));
      JsonObject lease = here.pull("\"types\":[\"kept\"]").get(0);
      CompletableFuture<Answer> dead = here.askAsync("\"types\":[\"kept\"],\"wait\":15");
      JsonObject orphan = here.pull("\"types\":[\"lost\"],\"lease\":4").get(0);
      server.kill();
      assertTrue(dead.handle((answer, thrown) -> thrown != null).join());

      assertEquals(200, there.heartbeat(lease, "{}").status());
      assertEquals(200, there.complete(lease, "1").status());
      assertEquals("succeeded", there.status(kept));

      JsonObject again = there.take();
      Duration late = Duration.between(Instant.parse(orphan.getString("expiresAt")), Instant.now());
      reporter.publishEntry("handed out again " + late + " after the end of the lease");
      assertEquals(lost, again.getString("task"));
      assertTrue(!late.isNegative() && late.compareTo(LATE) < 0, late::toString);
      assertEquals(1, there.read(lost).getInt("lostLeases"));
      assertTrue(fence(again) > fence(orphan));
    }
  }

  private static long fence(JsonObject lease) {
    return lease.getJsonNumber("fence").longValue();
  }

  @Test
  void killedServer_isToldOfATask_andAnotherOneTakesIt(TestReporter reporter) {
    try (VedetteServer server = Target.start(Map.of())) {
      CompletableFuture<Answer> dead = waiting(there.through(new Client(server.base())));
      server.kill();
      assertTrue(dead.handle((answer, thrown) -> thrown != null).join());
      CompletableFuture<Answer> waiting = waiting(there);
      Instant begin = Instant.now();
      String id = there.submit("x");
      assertEquals(id, taken(waiting).getString("task"));
      Duration took = Duration.between(begin, Instant.now());
      reporter.publishEntry("handed over after " + took);
      assertTrue(took.compareTo(LATE) < 0, took::toString);
    }
  }
}
