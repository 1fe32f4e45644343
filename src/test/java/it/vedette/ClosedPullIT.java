package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that go away while they wait. */
class ClosedPullIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Tasks tasks = Tasks.fresh(Target.client());

  @Test
  void pullWhoseConnectionIsClosed_takesNoTask() throws IOException {
    String request =
        """
        POST %s/leases HTTP/1.1
        Host: x
        Content-Type: application/json
        Content-Length: 11

        {"wait":20}"""
            .formatted(tasks.path())
            .replace("\n", "\r\n");
    List<RawConnection> workers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      RawConnection worker = RawConnection.to(Target.base());
      worker.send(request);
      workers.add(worker);
    }
    Await.until("the pulls to wait", PATIENCE, () -> waitingPulls() >= workers.size());
    for (RawConnection worker : workers) {
      worker.close();
    }
    Await.until("them to leave", PATIENCE, () -> waitingPulls() < workers.size() / 2);
    String id = tasks.submit("x");
    assertEquals(id, tasks.take().getString("task"));
    assertEquals(0, tasks.read(id).getInt("lostLeases"));
  }

  /** With those of the service itself, of which there are few. */
  private static long waitingPulls() {
    return Target.operator()
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("task_pulls_waiting{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
