package it.vedette.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may do what, and how a password is changed while clients work. */
@Tag("cluster")
@Timeout(600)
class PasswordsIT {
  private static final Cluster CLUSTER = new Cluster();

  @BeforeAll
  static void start() {
    CLUSTER.pods().forEach(Pod::create);
    CLUSTER.awaitComplete();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void application_mayUseItsKeys_andNothingElse() {
    Pod master = CLUSTER.master();

    assertEquals("OK", master.call("app", "SET", "vedette:k", "x").text());
    assertRefused(master, "SET", "other", "x");
    assertRefused(master, "PUBLISH", "__sentinel__:hello", "forged");
    assertRefused(master, "CONFIG", "GET", "*");
    assertRefused(master, "FLUSHALL");
    assertRefused(master, "REPLICAOF", "NO", "ONE");
    assertRefused(CLUSTER.sentinels().get(0), "SENTINEL", "FAILOVER", "vedette");
    assertRefused(CLUSTER.sentinels().get(0), "SENTINEL", "SET", "vedette", "quorum", "1");
  }

  private static void assertRefused(Pod pod, String... words) {
    Exception refused = assertThrows(IllegalStateException.class, () -> pod.call("app", words));
    assertTrue(refused.toString().contains(": NOPERM"), refused::toString);
  }

  @Test
  void passwordsOfAll_changedUnderLoad_failNothing() {
    try (Writer writer = new Writer(CLUSTER, "passwords")) {
      writer.awaitReplicated(20);
      CLUSTER.pods().forEach(pod -> pod.changePasswords(old -> old + "\nnew-" + old));
      CLUSTER.pods().forEach(PasswordsIT::reload);
      CLUSTER.pods().forEach(pod -> pod.changePasswords(old -> "new-" + old + "\n" + old));
      CLUSTER.pods().forEach(PasswordsIT::reload);
      CLUSTER.pods().forEach(pod -> pod.logInWith(old -> "new-" + old));
      writer.awaitReplicated(20);
      CLUSTER.pods().forEach(pod -> pod.changePasswords(old -> "new-" + old));
      CLUSTER.pods().forEach(PasswordsIT::reload);
      writer.awaitReplicated(20);
      assertEquals(0, writer.refusals());
    }

    Pod replica = CLUSTER.replicas().get(0);
    replica.crash();
    CLUSTER.sentinels().get(0).crash();
    CLUSTER.awaitComplete();
    assertEquals(2, replica.starts());
    assertNoPasswordIsVisible();
  }

  private static void reload(Pod pod) {
    assertEquals("", pod.exec("/etc/redis/reload-users").output());
  }

  private static void assertNoPasswordIsVisible() {
    List<String> everyCommandLine = List.of("sh", "-c", "cat /proc/[0-9]*/cmdline");
    for (Pod pod : CLUSTER.pods()) {
      String commandLines = pod.exec(everyCommandLine.toArray(String[]::new)).output();
      assertFalse(pod.passwords().stream().anyMatch(commandLines::contains), commandLines);
    }
  }
}
