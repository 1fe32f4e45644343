package it.vedette;

import it.vedette.TaskHistory.Grant;
import it.vedette.TaskLedger.Said;
import it.vedette.local.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * One of several workers: most are diligent; some fail, give up, are late, or die without a word.
 */
final class TaskWorker {
  private static final int LEASE_SECONDS = 2;
  private static final int MOST_TRIES = 4;
  private static final String PULL = "{\"max\":3,\"wait\":2,\"lease\":" + LEASE_SECONDS + "}";

  private final TaskLedger ledger;
  private final Random random;

  TaskWorker(TaskLedger ledger, int number) {
    this.ledger = ledger;
    this.random = new Random(1000 + number);
  }

  /** Takes tasks, and does something with each. */
  void step() {
    Said said =
        ledger.send("pull", random, "POST", "/api/v1/queues/" + ledger.queue + "/leases", PULL);
    ledger.pulled(said.span());
    if (said.status() == 200) {
      List<JsonObject> leases =
          said.answer().orElseThrow().json().getJsonArray("leases").stream()
              .map(JsonValue::asJsonObject)
              .toList();
      leases.forEach(lease -> took(lease, said));
    }
  }

  private void took(JsonObject lease, Said said) {
    ledger
        .task(lease.getJsonObject("payload").getString("n"))
        .ifPresent(
            task -> {
              Grant grant =
                  new Grant(
                      lease.getString("lease"),
                      lease.getJsonNumber("fence").longValueExact(),
                      Instant.parse(lease.getString("expiresAt")),
                      said.span());
              task.granted(grant);
              work(task, grant, random.nextInt(100));
            });
  }

  private void work(TaskHistory task, Grant grant, int dice) {
    if (dice < 7) {
      ledger.count("dies without a word");
    } else if (dice < 16) {
      end(task, grant, "fail", "fail", "{\"error\":\"broken\",\"retryAfter\":1}");
    } else if (dice < 19) {
      end(task, grant, "fail", "failed", "{\"error\":\"hopeless\",\"retryable\":false}");
    } else if (dice < 24) {
      end(task, grant, "release", "release", random.nextBoolean() ? "{}" : "{\"delay\":1}");
    } else {
      if (dice < 40) {
        heartbeat(task, grant);
      } else if (dice < 45) {
        ledger.count("is late");
        Instant late = grant.end().plusMillis(random.nextInt(2_500));
        Await.until("its end", Duration.ofSeconds(20), () -> Instant.now().isAfter(late));
      }
      end(task, grant, "complete", "succeeded", "{\"done\":\"" + task.token + "\"}");
    }
  }

  private void heartbeat(TaskHistory task, Grant grant) {
    Said said =
        ledger.send(
            "heartbeat",
            random,
            "PATCH",
            Tasks.LEASES + "/" + grant.lease,
            "{\"extend\":" + LEASE_SECONDS + ",\"progress\":1}");
    if (said.status() == 200) {
      grant.extend(Instant.parse(said.answer().orElseThrow().json().getString("expiresAt")));
    }
    task.called("heartbeat", grant.lease, said.claim(), said.status(), said.span());
  }

  /** Tells how it ended, again while nobody knows whether that was heard. */
  private void end(TaskHistory task, Grant grant, String verb, String word, String json) {
    String path = Tasks.LEASES + "/" + grant.lease + "/" + verb;
    for (int i = 0; i < MOST_TRIES; i++) {
      Said said = ledger.send(verb, random, "POST", path, json);
      task.called(told(said, word), grant.lease, said.claim(), said.status(), said.span());
      if (said.claim() == Claim.ACKNOWLEDGED
          || (said.claim() == Claim.NOT_APPLIED && said.status() == 409)) {
        return;
      }
      long again = Span.now() + Duration.ofMillis(300).toNanos();
      Await.until("another try", Duration.ofSeconds(5), () -> Span.now() > again);
    }
  }

  /** What the task is by now, if that is its end. */
  private static String told(Said said, String word) {
    if (said.status() != 200 || word.equals("succeeded")) {
      return word;
    }
    String status = said.answer().orElseThrow().json().getString("status");
    return List.of("failed", "dead", "cancelled").contains(status) ? status : word;
  }
}
