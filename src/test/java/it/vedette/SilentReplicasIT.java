package it.vedette;

import static it.vedette.SilentReplicas.assertNotReplicated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writes that wait for replicas, which say nothing. */
class SilentReplicasIT {
  private static final String REPLICATED = "durability=replicated";
  private static final byte[] EMPTY = {'{', '}'};

  private static final RedisSet redis = Target.redis();
  private static final Client client = Target.client();

  @Test
  void withoutReplicas_whatIsToldIsTrue() {
    Entries entries = Entries.fresh();
    SilentReplicas.during(
        redis,
        () -> {
          assertNotReplicated(client.put(entries.entry("k"), "value", "Prefer", REPLICATED));
          assertEquals("value", client.get(entries.entry("k")).text());
          String counted = "redis_writes_not_replicated_total{";
          assertTrue(client.get("/metrics").text().contains(counted), counted);
          Answer failed =
              client.put(entries.entry("k"), "x", "Prefer", REPLICATED, "If-None-Match", "*");
          assertEquals(412, failed.status(), failed::text);
          assertNotReplicated(
              client.send(
                  "POST",
                  entries.counter("n"),
                  EMPTY,
                  "Content-Type",
                  "application/json",
                  "Prefer",
                  REPLICATED));
          assertEquals(1, client.get(entries.counter("n")).json().getInt("value"));
          assertNotReplicated(client.delete(entries.policy(), "Prefer", REPLICATED));
          assertEquals(404, client.get(entries.entry("k")).status());
        });
  }

  /** Whether the write outlives the change of roles nobody knows. */
  @Test
  void masterDemoted_whileAWriteWaits_leavesTheOutcomeUnknown() {
    Entries entries = Entries.fresh();
    RedisProcess master = redis.master();
    SilentReplicas.during(
        redis,
        () -> {
          CompletableFuture<Answer> waiting =
              client.sendAsync("PUT", entries.entry("k"), new byte[1], "Prefer", REPLICATED);
          String stored = "vedette:1:{cache:%s}:entry:k".formatted(entries.cache());
          Await.until(
              "the master has it",
              Duration.ofSeconds(5),
              () -> master.command("EXISTS", stored).equals("1"));
          int port = redis.replicas().get(0).port();
          master.command("REPLICAOF", "127.0.0.1", Integer.toString(port));
          try {
            Answer answer = waiting.join();
            assertEquals(503, answer.status(), answer::text);
            assertEquals("outcome-unknown", answer.problem());
            assertEquals("unknown", answer.json().getString("outcome"));
          } finally {
            master.command("REPLICAOF", "NO", "ONE");
          }
        });
    redis.awaitComplete();
    Await.until(
        "writes are taken again",
        Duration.ofSeconds(20),
        () -> client.put(entries.entry("k"), "x", "Prefer", REPLICATED).status() < 300);
  }

  /** The first round tells what is usual here: what is measured is the wait, not the machine. */
  @Test
  void othersGoOn_whileManyWaitInVain() {
    Entries entries = Entries.fresh();
    client.put(entries.entry("read"), "x");
    Duration usual = slow(readsDuring(entries, putMany(entries)));
    SilentReplicas.during(
        redis,
        () -> {
          List<CompletableFuture<Answer>> waiting = putMany(entries);
          List<Duration> reads = readsDuring(entries, waiting);
          waiting.forEach(answer -> assertNotReplicated(answer.join()));
          assertTrue(reads.size() > 20, reads::toString);
          Duration most = usual.multipliedBy(2).plusMillis(150);
          assertTrue(slow(reads).compareTo(most) < 0, () -> usual + " before, now " + reads);
        });
  }

  /** As slow as one of twenty. */
  private static Duration slow(List<Duration> reads) {
    return reads.get(reads.size() * 95 / 100);
  }

  private static List<CompletableFuture<Answer>> putMany(Entries entries) {
    return IntStream.range(0, 200)
        .mapToObj(
            i -> client.sendAsync("PUT", entries.entry("k" + i), new byte[1], "Prefer", REPLICATED))
        .toList();
  }

  /** How long each of them took, in ascending order. */
  private static List<Duration> readsDuring(
      Entries entries, List<CompletableFuture<Answer>> waiting) {
    List<Duration> reads = new ArrayList<>();
    do {
      long began = System.nanoTime();
      assertEquals(200, client.get(entries.entry("read")).status());
      reads.add(Duration.ofNanos(System.nanoTime() - began));
    } while (waiting.stream().anyMatch(answer -> !answer.isDone()));
    reads.sort(null);
    return reads;
  }
}
