package it.vedette;

import it.vedette.TaskLedger.Said;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One of several who submit tasks, each until it is acknowledged, and cancel some of them. */
final class TaskSubmitter {
  private final TaskLedger ledger;
  private final Random random;
  private @Nullable TaskHistory unfinished;
  private String document = "";

  TaskSubmitter(TaskLedger ledger, int number) {
    this.ledger = ledger;
    this.random = new Random(number);
  }

  /** One request: a new one, unless it is to be the last, or the unfinished one again. */
  synchronized void step(boolean isLast) {
    TaskHistory task = unfinished;
    if (task == null) {
      if (isLast) {
        return;
      }
      task = ledger.begin();
      document = document(task);
      unfinished = task;
    }
    submit(task);
  }

  synchronized boolean isIdle() {
    return unfinished == null;
  }

  private String document(TaskHistory task) {
    StringBuilder more = new StringBuilder(",\"payload\":{\"n\":\"" + task.token + "\"}");
    if (random.nextInt(3) > 0) {
      more.append(",\"key\":\"k").append(random.nextInt(4)).append('"');
    }
    if (random.nextInt(4) == 0) {
      more.append(",\"delay\":").append(1 + random.nextInt(2));
    }
    if (random.nextInt(5) == 0) {
      more.append(",\"priority\":").append(random.nextInt(5) - 2);
    }
    more.append(",\"retry\":{\"attempts\":3,\"initial\":1,\"max\":1}");
    return "{\"queue\":\"%s\",\"type\":\"work\"%s}".formatted(ledger.queue, more);
  }

  private void submit(TaskHistory task) {
    String key = "\"" + ledger.queue + task.token + "\"";
    Said said = ledger.send("submit", random, "POST", Tasks.ALL, document, "Idempotency-Key", key);
    if (said.claim() != Claim.ACKNOWLEDGED) {
      return;
    }
    String id = said.answer().orElseThrow().json().getString("id");
    if (!task.acknowledged(id)) {
      ledger.report(TaskLedger.Trouble.WRONG, "acknowledged as " + id + " also: " + task);
    }
    int dice = random.nextInt(10);
    if (dice == 0) {
      cancel(task, id);
    }
    if (dice != 1) { // it comes again, as if its answer had been lost
      unfinished = null;
    }
  }

  private void cancel(TaskHistory task, String id) {
    Said said = ledger.send("cancel", random, "POST", Tasks.path(id) + "/cancel", "{}");
    task.called("cancelled", "", said.claim(), said.status(), said.span());
  }
}
