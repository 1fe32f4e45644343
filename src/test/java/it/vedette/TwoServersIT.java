package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.VedetteServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two servers on one set. */
class TwoServersIT {

  @Test
  void twoServers_onOneSet_areOneCache() throws Exception {
    try (VedetteServer one = Target.start(Map.of())) {
      Client here = new Client(one.base());
      Client there = Target.client();
      Entries entries = Entries.fresh();

      String tag = here.put(entries.entry("k"), "from one").header("ETag");
      assertEquals("from one", there.get(entries.entry("k")).text());
      assertEquals(304, there.get(entries.entry("k"), "If-None-Match", tag).status());
      assertEquals(1, winners(entries, tag, here, there));
      there.delete(entries.entry("k"));
      assertEquals(404, here.get(entries.entry("k")).status());

      one.kill();
      assertEquals(201, there.put(entries.entry("k"), "alone").status());
    }
  }

  private static int winners(Entries entries, String tag, Client... clients) throws Exception {
    List<CompletableFuture<Answer>> writers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (Client client : clients) {
        writers.add(client.sendAsync("PUT", entries.entry("k"), new byte[] {'x'}, "If-Match", tag));
      }
    }
    int won = 0;
    for (CompletableFuture<Answer> writer : writers) {
      int status = writer.get(30, TimeUnit.SECONDS).status();
      assertTrue(status == 204 || status == 412, "status " + status);
      won += status == 204 ? 1 : 0;
    }
    return won;
  }
}
