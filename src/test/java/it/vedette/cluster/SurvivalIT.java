package it.vedette.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** What operators fear, with clients at work; afterwards the set is whole again. */
@Tag("cluster")
@Timeout(600)
class SurvivalIT {
  /** The sentinels wait 5 s for a silent master; the rest is the vote and what follows. */
  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(12);

  /** A master takes writes that no replica confirms for 10 s, and counts whole seconds. */
  private static final Duration LAG_LIMIT = Duration.ofSeconds(15);

  private static final Cluster CLUSTER = new Cluster();

  private String name = "";

  @BeforeAll
  static void start() {
    List<Pod> anyOrder = new ArrayList<>(CLUSTER.pods());
    Collections.shuffle(anyOrder);
    anyOrder.forEach(Pod::create);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void begin(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    CLUSTER.awaitComplete();
  }

  @Test
  void masterLost_anotherTakesOver_andTheOldOneFollowsIt(TestReporter reporter) {
    Pod lost = CLUSTER.master();
    String address = lost.host().address();
    try (Writer writer = new Writer(CLUSTER, name)) {
      writer.awaitReplicated(50);
      lost.vanish();
      writer.awaitReplicated(50);
      reporter.publishEntry(name, "writes were refused for " + writer.longestOutage());
      assertTrue(writer.longestOutage().compareTo(LONGEST_OUTAGE) < 0, writer::toString);

      lost.create();
      CLUSTER.awaitComplete();
      writer.stop();
      assertNotEquals(address, lost.host().address());
      assertNotEquals(lost, CLUSTER.master());
      assertNothingLost(writer);
    }
  }

  @Test
  void masterDeleted_handsOver_andLosesNothing(TestReporter reporter) {
    Pod deleted = CLUSTER.master();
    try (Writer writer = new Writer(CLUSTER, name)) {
      writer.awaitReplicated(50);
      deleted.delete();
      writer.awaitReplicated(50);
      reporter.publishEntry(name, "writes were refused for " + writer.longestOutage());
      assertTrue(writer.longestOutage().compareTo(Duration.ofSeconds(5)) < 0, writer::toString);

      deleted.create();
      CLUSTER.awaitComplete();
      writer.stop();
      assertNotEquals(deleted, CLUSTER.master());
      assertEquals(List.of(), writer.missing(CLUSTER.master()));
    }
  }

  @Test
  void masterBackEmpty_beforeItsLossIsSeen_wipesNobody(TestReporter reporter) {
    Pod emptied = CLUSTER.master();
    try (Writer writer = new Writer(CLUSTER, name)) {
      writer.awaitReplicated(50);
      emptied.vanish();
      emptied.emptyVolume();
      emptied.create();
      writer.awaitReplicated(50);
      reporter.publishEntry(name, "writes were refused for " + writer.longestOutage());

      CLUSTER.awaitComplete();
      writer.stop();
      assertNotEquals(emptied, CLUSTER.master());
      assertNothingLost(writer);
    }
  }

  @Test
  void everythingRestarted_atOnce_comesBackWithItsMaster(TestReporter reporter) {
    Pod master = CLUSTER.master();
    try (Writer writer = new Writer(CLUSTER, name)) {
      writer.awaitReplicated(50);
      CLUSTER.pods().forEach(Pod::vanish);
      CLUSTER.pods().forEach(Pod::create);
      writer.awaitReplicated(50);
      reporter.publishEntry(name, "writes were refused for " + writer.longestOutage());

      CLUSTER.awaitComplete();
      writer.stop();
      assertEquals(master, CLUSTER.master());
      assertNothingLost(writer);
    }
  }

  @Test
  void masterIsolated_withAClient_stopsTakingWrites(TestReporter reporter) {
    Pod isolated = CLUSTER.master();
    try (Writer writer = new Writer(CLUSTER, name)) {
      writer.awaitReplicated(50);
      Duration taken = timeUntilRefusal(isolated);
      reporter.publishEntry(name, "it took writes for " + taken);
      assertTrue(taken.compareTo(LAG_LIMIT) < 0, taken::toString);
      writer.awaitReplicated(50);

      CLUSTER.awaitComplete();
      writer.stop();
      assertNotEquals(isolated, CLUSTER.master());
      assertNothingLost(writer);
    }
  }

  /** Isolates the node for as long as it takes writes. */
  private static Duration timeUntilRefusal(Pod node) {
    node.host().isolate();
    try {
      long began = System.nanoTime();
      Await.until(
          "the isolated master refuses writes",
          Cluster.PATIENCE,
          () -> writeOn(node).contains("NOREPLICAS"));
      return Duration.ofNanos(System.nanoTime() - began);
    } finally {
      node.host().rejoin();
    }
  }

  private static String writeOn(Pod node) {
    return node.exec("/etc/redis/admin", "SET", "vedette:isolated", "x").output();
  }

  @Test
  void sentinelAlone_isNotReady() {
    Pod alone = CLUSTER.sentinels().get(1);
    alone.host().isolate();
    try {
      Await.until(CLUSTER::describe, Cluster.PATIENCE, () -> !alone.isReady());
      assertTrue(CLUSTER.sentinels().get(0).isReady());
    } finally {
      alone.host().rejoin();
    }

    CLUSTER.awaitComplete();
  }

  @Test
  void sentinelsEmptied_findTheMasterThatIs() {
    Pod master = CLUSTER.master();
    CLUSTER.sentinels().forEach(Pod::vanish);
    CLUSTER.sentinels().forEach(Pod::emptyVolume);
    CLUSTER.sentinels().forEach(Pod::create);

    CLUSTER.awaitComplete();
    assertEquals(master, CLUSTER.master());
  }

  @Test
  void replicaBackEmpty_isFilledBeforeItCanBeElected() {
    Pod replica = CLUSTER.replicas().get(0);
    try (Writer writer = new Writer(CLUSTER, name)) {
      writer.awaitReplicated(50);
      replica.vanish();
      replica.emptyVolume();
      replica.create();
      Await.until(
          CLUSTER::describe, Cluster.PATIENCE, () -> replica.describe().contains("priority 0"));
      assertFalse(CLUSTER.masters().contains(replica));

      CLUSTER.awaitComplete();
      writer.stop();
      assertNothingLost(writer);
    }
  }

  /**
   * What one replica has confirmed is on every node, as soon as the last writes reached them all.
   */
  private static void assertNothingLost(Writer writer) {
    for (Pod node : CLUSTER.nodes()) {
      Await.until(
          () -> node.describe() + "\nlacks " + writer.missingReplicated(node),
          Cluster.PATIENCE,
          () -> writer.missingReplicated(node).isEmpty());
    }
  }
}
