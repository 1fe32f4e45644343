package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A pod dies in the middle of a request, and another one goes on. */
class IdempotencyTakeoverIT {
  private static final Duration HELD = Duration.ofSeconds(15);
  private static final String COUNT = "{\"by\":1}";

  @Test
  void podKilled_inTheMiddle_isFollowedByAnother_andTheStepIsCountedOnce() {
    try (VedetteServer one = Target.start(Map.of())) {
      Client here = new Client(one.base());
      Client there = Target.client();
      Entries entries = Entries.fresh();
      // Counted on the master, it waits for half a second: time to die.
      SilentReplicas.during(
          Target.redis(),
          () -> {
            CompletableFuture<Answer> lost = send(here, entries);
            Await.until(
                "the step is counted",
                Duration.ofSeconds(10),
                () -> there.get(entries.counter("n")).status() == 200);
            one.kill();
            assertThrows(CompletionException.class, lost::join, "nobody heard of it");
          });

      Answer early = send(there, entries).join();
      assertEquals(409, early.status(), early::text);
      assertEquals("1", early.header("Retry-After"));
      Await.until(
          "another pod goes on",
          HELD.plusSeconds(5),
          () -> send(there, entries).join().status() == 200);
      assertEquals(1, send(there, entries).join().json().getInt("value"));
      assertEquals(1, there.get(entries.counter("n")).json().getInt("value"));
    }
  }

  private static CompletableFuture<Answer> send(Client client, Entries entries) {
    return client.sendAsync(
        "POST",
        entries.counter("n"),
        COUNT.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Prefer",
        "durability=replicated",
        "Idempotency-Key",
        "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
  }
}
