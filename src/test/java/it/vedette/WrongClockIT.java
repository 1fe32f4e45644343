package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import it.vedette.local.WrongClock;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code -Dservers} on one set, of which each other is five seconds ahead, the rest behind. */
@Timeout(900)
@Isolated
class WrongClockIT {
  private static final int SERVERS = Integer.getInteger("servers", 2);
  private static final Duration WRONG = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration NEARLY = Duration.ofSeconds(3);
  private static final int SOME = 6;

  private final Deque<VedetteServer> running = new ArrayDeque<>();
  private final String queue = "q" + UUID.randomUUID().toString().substring(0, 8);
  private int started;

  @BeforeEach
  void start() {
    assumeTrue(
        WrongClock.isInstalled() || "true".equals(System.getenv("CI")),
        "libfaketime is not installed: no clock is wrong");
    IntStream.range(0, SERVERS).forEach(i -> launch());
    running.forEach(VedetteServer::awaitReady);
  }

  @AfterEach
  void stop() {
    running.forEach(VedetteServer::close);
  }

  private void launch() {
    Duration wrong = started++ % 2 == 0 ? WRONG : WRONG.negated();
    running.add(WrongClock.start(Target.redis().settings(), wrong));
  }

  private Tasks tasks(VedetteServer server) {
    return new Tasks(new Client(server.base()), queue);
  }

  @Test
  void instants_fireOnceEach_whileServersAreReplaced() {
    Tasks tasks = tasks(running.getLast());
    String ticks = schedule(tasks, queue + "-ticks", "* * * * * *", ",\"overlap\":\"allow\"");
    for (int i = 0; i < SERVERS - 1; i++) {
      awaitMore(tasks);
      launch();
      running.getLast().awaitReady();
      VedetteServer oldest = running.remove();
      oldest.terminate();
      assertEquals(0, oldest.awaitEnd());
      oldest.close();
    }
    awaitMore(tasks);
    tasks.client().delete(ticks);

    List<Instant> instants = instants(tasks);
    Instant first = instants.get(0);
    assertEquals(
        IntStream.range(0, instants.size()).mapToObj(first::plusSeconds).toList(), instants);
  }

  private static String schedule(Tasks tasks, String name, String cron, String more) {
    String path = "/api/v1/schedules/" + name;
    String json = "{\"cron\":\"%s\",\"task\":%s%s}".formatted(cron, tasks.document("t", ""), more);
    Answer set = tasks.client().put(path, json, "Content-Type", "application/json");
    assertEquals(201, set.status(), set::text);
    return path;
  }

  private static int queued(Tasks tasks) {
    return tasks.client().get(tasks.path()).json().getJsonObject("tasks").getInt("queued");
  }

  private static void awaitMore(Tasks tasks) {
    int before = queued(tasks);
    Await.until("more instants", PATIENCE, () -> queued(tasks) >= before + SOME);
  }

  private static List<Instant> instants(Tasks tasks) {
    return IntStream.range(0, queued(tasks))
        .mapToObj(i -> tasks.take().getJsonObject("schedule").getString("at"))
        .map(Instant::parse)
        .sorted()
        .toList();
  }

  /** Nobody has looked at two hourly schedules since yesterday: one catches up, one does not. */
  @Test
  void stopOfADay_isMadeUpByTheLastInstant_orByNone() {
    Tasks tasks = tasks(running.getLast());
    Instant last = Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MINUTES);
    String hourly = last.atZone(ZoneOffset.UTC).getMinute() + " * * * *";
    String one = schedule(tasks, queue + "-one", hourly, ",\"catchUp\":\"one\"");
    String none = schedule(tasks, queue + "-none", hourly, "");
    leaveSince(last.minus(Duration.ofHours(23)), queue + "-one", queue + "-none");
    Await.until("both to go on", PATIENCE, () -> isFired(tasks, one) && isFired(tasks, none));

    JsonObject lease = tasks.take();
    assertEquals(queue + "-one", lease.getJsonObject("schedule").getString("name"));
    assertEquals(last.toString(), lease.getJsonObject("schedule").getString("at"));
    assertEquals(0, queued(tasks));
    JsonObject missed = tasks.client().get(none).json();
    assertEquals("missed", missed.getJsonObject("last").getString("outcome"));
    assertEquals(last.plus(Duration.ofHours(1)).toString(), missed.getString("next"));
  }

  private void leaveSince(Instant instant, String... schedules) {
    String root = "vedette:1:{tasks:" + queue + "}:schedule";
    String millis = Long.toString(instant.toEpochMilli());
    for (String name : schedules) {
      Target.redis().master().command("HSET", root + ":" + name, "next", millis);
      Target.redis().master().command("ZADD", root + "s", millis, name);
    }
  }

  private static boolean isFired(Tasks tasks, String schedule) {
    return tasks.client().get(schedule).json().containsKey("last");
  }

  /** Deadlines, delays and leases are those of Redis, whoever is asked. */
  @Test
  void times_areThoseOfOneClock() {
    Tasks ahead = tasks(running.getFirst());
    Tasks behind = tasks(running.getLast());
    Instant before = Instant.now();
    String id = ahead.submit("t", ",\"delay\":1,\"deadline\":" + quoted(before.plusSeconds(60)));
    JsonObject lease = behind.take();
    assertEquals(id, lease.getString("task"));
    Instant taken = Instant.now();
    assertTrue(Duration.between(before, taken).compareTo(Duration.ofSeconds(1)) >= 0);
    Answer extended = ahead.heartbeat(lease, "{\"extend\":20}");
    Instant end = Instant.parse(extended.json().getString("expiresAt"));
    Duration off = Duration.between(Instant.now().plusSeconds(20), end).abs();
    assertTrue(off.compareTo(NEARLY) < 0, "the lease ends " + end);
    ahead.complete(lease, "1");
    assertEquals("succeeded", behind.status(id));
  }

  private static String quoted(Instant instant) {
    return "\"" + instant + "\"";
  }
}
