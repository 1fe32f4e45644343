package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Copies and waiting pulls of two servers when messages between them, or all of Redis, are lost.
 */
class LostMessagesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Pattern WAITING =
      Pattern.compile("(?m)^task_pulls_waiting(?:\\{.*})? ([0-9.E]+)$");

  @AutoClose
  private static final Deployment deployment =
      Deployment.startPair(Duration.ofSeconds(2), Map.of(), Map.of());

  private static final RedisSet redis = deployment.redis;
  private static final Client client = deployment.client();
  private static final Client writer = deployment.there();
  private static final Client operator = new Client(deployment.server().management());

  @BeforeEach
  void mend() {
    deployment.mend();
    redis.master().command("ACL", "SETUSER", "app", "&vedette:*");
  }

  private static Entries cache(String policy) {
    Entries entries = Entries.fresh();
    entries.setPolicy(client, policy);
    return entries;
  }

  private static String status(String path) {
    return client.get(path).header("Cache-Status");
  }

  private static void awaitCopy(String path) {
    Await.until("a copy answers", PATIENCE, () -> status(path).endsWith("detail=near"));
  }

  /** Each change is made by another server, whose messages do not come through. */
  @Test
  void everyMessageLost_noCopyIsOlderThanItsLimit() {
    Duration limit = Duration.ofSeconds(1);
    Entries entries = cache("{'near':1}");
    redis.master().command("ACL", "SETUSER", "app", "resetchannels");
    int stale = 0;
    for (int i = 0; i < 10; i++) {
      String before = "v" + i;
      String after = "v" + (i + 1);
      writer.put(entries.entry("k"), before);
      Await.until(
          "the copy is of " + before,
          PATIENCE,
          () -> {
            Answer answer = client.get(entries.entry("k"));
            return answer.text().equals(before)
                && answer.header("Cache-Status").endsWith("detail=near");
          });
      writer.put(entries.entry("k"), after);
      long changed = System.nanoTime();
      long asked = changed;
      while (client.get(entries.entry("k")).text().equals(before)) {
        Duration since = Duration.ofNanos(asked - changed);
        assertTrue(since.compareTo(limit) <= 0, "answered by an old copy after " + since);
        stale++;
        asked = System.nanoTime();
      }
    }
    assertTrue(stale > 0, "messages did come through");
  }

  /** Messages are hints: a server with waiting pulls looks once in a second. */
  @Test
  void everyMessageLost_waitingPullHasItsTaskNearlyAsSoon(TestReporter reporter) {
    Tasks here = Tasks.fresh(client);
    redis.master().command("ACL", "SETUSER", "app", "resetchannels");
    List<Duration> late = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      CompletableFuture<Answer> pull = here.askAsync("\"wait\":20");
      int delay = i % 3;
      here.through(writer).submit("t", ",\"delay\":" + delay);
      JsonObject lease = pull.join().json().getJsonArray("leases").getJsonObject(0);
      Instant now = Instant.now();
      String created = here.read(lease.getString("task")).getString("created");
      late.add(Duration.between(Instant.parse(created).plusSeconds(delay), now));
      here.complete(lease, "1");
    }
    reporter.publishEntry("late by " + late);
    assertTrue(Collections.max(late).toMillis() < 2_000, late::toString);
  }

  @Test
  void waitingPulls_costRedisNoMoreThanOne(TestReporter reporter) {
    Tasks here = Tasks.fresh(client);
    double one = scriptsASecond(here, 1);
    double many = scriptsASecond(here, 200);
    reporter.publishEntry(one + " scripts a second with one, " + many + " with 200");
    assertTrue(many < one + 10, many + " scripts a second, with one " + one);
  }

  private static double scriptsASecond(Tasks tasks, int waiting) {
    List<CompletableFuture<Answer>> pulls =
        IntStream.range(0, waiting).mapToObj(i -> tasks.askAsync("\"wait\":15")).toList();
    Await.until("all to wait", PATIENCE, () -> waiting() >= waiting);
    long before = scripts();
    Instant begin = Instant.now();
    Await.until("some seconds", PATIENCE, () -> begin.plusSeconds(4).isBefore(Instant.now()));
    Duration took = Duration.between(begin, Instant.now());
    double rate = (scripts() - before) * 1000.0 / took.toMillis();
    assertTrue(waiting() >= waiting, "they still wait");
    pulls.forEach(pull -> assertEquals(204, pull.join().status()));
    return rate;
  }

  private static long scripts() {
    String calls = redis.master().info("commandstats").getOrDefault("cmdstat_evalsha", "");
    return Long.parseLong(calls.replaceAll("calls=([0-9]+),.*", "$1"));
  }

  /** With those of the service itself, of which there are few. */
  private static int waiting() {
    Matcher gauge = WAITING.matcher(operator.get("/metrics").text());
    return gauge.find() ? (int) Double.parseDouble(gauge.group(1)) : -1;
  }

  /** The limit is a minute: only messages can end copies in time. */
  @Test
  void subscriptionLost_isMadeAgain() {
    Entries entries = cache("{'near':60}");
    for (int i = 0; i < 3; i++) {
      redis.master().command("CLIENT", "KILL", "TYPE", "pubsub");
      String value = "v" + i;
      writer.put(entries.entry("k"), value);
      Await.until(
          "the change is seen",
          Duration.ofSeconds(10),
          () -> client.get(entries.entry("k")).text().equals(value));
      awaitCopy(entries.entry("k"));
    }
    redis.master().kill();
    Await.until(
        "writes come back", PATIENCE, () -> writer.put(entries.entry("k"), "after").status() < 300);
    Await.until(
        "the change is seen",
        Duration.ofSeconds(10),
        () -> client.get(entries.entry("k")).text().equals("after"));
    awaitCopy(entries.entry("k"));
    writer.put(entries.entry("k"), "last");
    Await.until(
        "messages come from the new master",
        Duration.ofSeconds(10),
        () -> client.get(entries.entry("k")).text().equals("last"));
  }

  @Test
  void redisAway_copiesAnswerMarked_andNoneOfThemSurvivesItsReturn() {
    Entries lasting = cache("{'near':60}");
    Entries tolerant = cache("{'near':1,'staleIfError':3600}");
    Entries strict = cache("{'near':1}");
    for (Entries entries : List.of(lasting, tolerant, strict)) {
      client.put(entries.entry("k"), "kept");
      awaitCopy(entries.entry("k"));
    }
    deployment.processes().forEach(RedisProcess::stop);
    Await.until(
        "Redis is known to be away",
        PATIENCE,
        () -> status(lasting.entry("k")).endsWith("detail=store-down"));

    Answer recent = client.get(lasting.entry("k"));
    assertEquals(200, recent.status());
    assertTrue(recent.header("Cache-Status").matches("vedette; hit; ttl=\\d+; detail=store-down"));
    Await.until(
        "the copy is older than its limit",
        PATIENCE,
        () -> status(tolerant.entry("k")).contains("ttl=-2"));
    Answer stale = client.get(tolerant.entry("k"));
    assertEquals("kept", stale.text());
    assertTrue(stale.header("Cache-Status").endsWith("; detail=store-down"));
    assertEquals(503, client.get(strict.entry("k")).status());
    assertEquals(503, client.get(lasting.entry("k"), "Cache-Control", "no-cache").status());

    deployment.processes().forEach(RedisProcess::start);
    Await.until(
        "Redis is back", PATIENCE, () -> !status(lasting.entry("k")).contains("store-down"));
    assertEquals("kept", client.get(lasting.entry("k")).text());
    assertEquals("kept", client.get(tolerant.entry("k")).text());
    assertTrue(status(strict.entry("k")).matches("vedette; hit; ttl=\\d+(; detail=near)?"));
  }
}
