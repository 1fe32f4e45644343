package it.vedette.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The very first start, with nothing on any volume. */
@Tag("cluster")
@Timeout(600)
class FirstStartIT {

  @Test
  void sentinelsLast_thereIsOneMaster() {
    try (Cluster cluster = new Cluster()) {
      cluster.nodes().forEach(Pod::create);
      Await.until(
          cluster::describe,
          Cluster.PATIENCE,
          () -> cluster.nodes().stream().allMatch(node -> node.describe().contains("waiting: ")));
      assertEquals(List.of(), cluster.masters());
      cluster.sentinels().forEach(Pod::create);

      assertBegunByTheFirst(cluster);
    }
  }

  @Test
  void sentinelsFirst_thereIsOneMaster() {
    try (Cluster cluster = new Cluster()) {
      cluster.sentinels().forEach(Pod::create);
      Pod last = cluster.nodes().get(2);
      Stream.of(1, 0).map(cluster.nodes()::get).forEach(Pod::create);
      Await.until(
          cluster::describe,
          Cluster.PATIENCE,
          () -> cluster.nodes().get(0).describe().contains("the first start needs all nodes"));
      assertEquals(List.of(), cluster.masters());
      last.create();

      assertBegunByTheFirst(cluster);
    }
  }

  private static void assertBegunByTheFirst(Cluster cluster) {
    cluster.awaitComplete();
    assertEquals(List.of(cluster.nodes().get(0)), cluster.masters());
    cluster.pods().forEach(pod -> assertEquals(1, pod.starts(), pod::describe));
  }
}
