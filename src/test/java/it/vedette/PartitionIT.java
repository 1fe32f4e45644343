package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.cluster.Cluster;
import it.vedette.cluster.Pod;
import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** One of two servers loses sight of Redis and every sentinel, its callers still see it. */
@Tag("cluster")
@Timeout(600)
class PartitionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The deadline of the server, and what a busy machine may add on the way. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

  private final Entries entries = Entries.fresh();
  private final List<Executable> claims = new ArrayList<>();

  @Test
  void serverCutOff_answersWhatItCan_andTheOtherGoesOn() {
    try (Cluster cluster = new Cluster()) {
      cluster.pods().forEach(Pod::create);
      try (VedetteServer cut = cluster.startServer("cut");
          VedetteServer whole = cluster.startServer("whole")) {
        cluster.awaitComplete();
        cut.awaitReady();
        whole.awaitReady();
        partition(cluster, new Client(cut.base()), new Client(whole.base()));
      }
    }
  }

  private void partition(Cluster cluster, Client cut, Client whole) {
    entries.setPolicy(cut, "{'near':1,'staleIfError':600}");
    cut.put(entries.entry("copied"), "old");
    Await.until(
        "a copy answers",
        PATIENCE,
        () -> cut.get(entries.entry("copied")).header("Cache-Status").endsWith("detail=near"));
    cluster.cutOff("cut");
    write(cut, whole, 20);
    Await.until(
        "the copy answers for Redis",
        PATIENCE,
        () -> cut.get(entries.entry("copied")).header("Cache-Status").contains("store-down"));
    whole.put(entries.entry("copied"), "new");

    assertEquals("old", inTime(cut, "GET", "copied").text());
    assertEquals(503, inTime(cut, "GET", "other").status());
    assertEquals("new", whole.get(entries.entry("copied")).text());
    Await.until(
        "the server that is cut off is unready",
        PATIENCE,
        () -> cut.get("/health/ready").status() == 503);
    assertEquals(200, cut.get("/health/live").status());
    assertEquals(200, whole.get("/health/ready").status());

    cluster.rejoin("cut");
    Await.until("it is ready again", PATIENCE, () -> cut.get("/health/ready").status() == 200);
    assertEquals("new", cut.get(entries.entry("copied")).text());
    assertAll(claims);
  }

  /** Writes through the one that is cut off; what it claims is compared when all is over. */
  private void write(Client cut, Client whole, int writes) {
    for (int i = 0; i < writes; i++) {
      String key = "write-" + i;
      Answer answer = inTime(cut, "PUT", key);
      assertEquals(503, answer.status(), answer::text);
      String outcome = answer.json().getString("outcome");
      assertTrue(outcome.matches("not-applied|unknown"), outcome);
      if (outcome.equals("not-applied")) {
        claims.add(() -> assertEquals(404, whole.get(entries.entry(key)).status(), key));
      }
    }
    assertTrue(claims.size() > writes / 2, "once it is known, nothing is sent any more");
  }

  private Answer inTime(Client client, String method, String key) {
    long began = System.nanoTime();
    Answer answer = client.send(method, entries.entry(key), new byte[0]);
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(time.compareTo(LONGEST_ANSWER) <= 0, method + " took " + time);
    return answer;
  }
}
