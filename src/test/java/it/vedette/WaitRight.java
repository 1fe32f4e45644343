package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import java.time.Duration;

/** The right of the application's user to wait for replicas or disks. */
final class WaitRight {
  private static final Duration SOON = Duration.ofSeconds(10);

  private WaitRight() {}

  /** What such a write is told while the user at the shared master lacks the right. */
  static void assertNothingIsWrittenWithout(String command, String preference) {
    Client client = Target.client();
    Entries entries = Entries.fresh();
    RedisProcess master = Target.redis().master();
    master.command("ACL", "SETUSER", "app", "-" + command);
    try {
      Await.until(
          "the server knows",
          SOON,
          () -> isRefused(client.put(entries.entry("other"), "x", "Prefer", preference)));

      Answer refused = client.put(entries.entry("k"), "x", "Prefer", preference);

      assertEquals("cannot-honour-preference", refused.problem());
      assertEquals("not-applied", refused.json().getString("outcome"));
      assertEquals(404, client.get(entries.entry("k")).status());
    } finally {
      master.command("ACL", "SETUSER", "app", "+" + command);
    }
    Await.until(
        "the server knows again",
        SOON,
        () -> client.put(entries.entry("k"), "x", "Prefer", preference).status() < 300);
  }

  private static boolean isRefused(Answer answer) {
    return answer.status() == 422 && answer.json().getString("outcome").equals("not-applied");
  }
}
