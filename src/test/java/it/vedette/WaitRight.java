package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import java.time.Duration;

/** The right of the application's user to wait for replicas or disks. */
final class WaitRight {
  private static final Duration SOON = Duration.ofSeconds(10);

  private WaitRight() {}

  /**
   * What such a write is told while the user at the shared master lacks the right. A Redis before
   * 7.0 does not say beforehand that it will refuse to wait: it has the write then.
   */
  static void assertPromisesNothingWithout(String command, String preference) {
    Client client = Target.client();
    Entries entries = Entries.fresh();
    RedisProcess master = Target.redis().master();
    boolean applied = command.equals("wait") && !tellsRights(master);
    String outcome = applied ? "applied" : "not-applied";
    master.command("ACL", "SETUSER", "app", "-" + command);
    try {
      Await.until(
          "the server knows",
          SOON,
          () -> isRefused(client.put(entries.entry("other"), "x", "Prefer", preference), outcome));

      Answer refused = client.put(entries.entry("k"), "x", "Prefer", preference);

      assertEquals("cannot-honour-preference", refused.problem());
      assertEquals(outcome, refused.json().getString("outcome"));
      assertEquals(applied ? 200 : 404, client.get(entries.entry("k")).status());
    } finally {
      master.command("ACL", "SETUSER", "app", "+" + command);
    }
    Await.until(
        "the server knows again",
        SOON,
        () -> client.put(entries.entry("k"), "x", "Prefer", preference).status() < 300);
  }

  private static boolean tellsRights(RedisProcess master) {
    return master.command("EVAL", "return redis.acl_check_cmd and 1 or 0", "0").equals("1");
  }

  private static boolean isRefused(Answer answer, String outcome) {
    return answer.status() == 422 && answer.json().getString("outcome").equals(outcome);
  }
}
