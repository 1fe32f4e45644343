package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import it.vedette.local.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever comes after an invalidation does not wait for what was being loaded before it. */
class PurgedLoadIT {
  private static final byte[] NONE = {};
  private static final Client here = Target.client();
  private static final Client there = new Client(Target.other().base());

  private final CountDownLatch go = new CountDownLatch(1);
  private final String path = "purged/" + UUID.randomUUID();

  @AfterEach
  void letGo() {
    go.countDown();
  }

  /** Holds back what it says the first time. */
  private void answer(HttpExchange exchange) throws IOException {
    boolean first = Origins.MAIN.count("/" + path) == 1;
    try {
      if (first && !go.await(60, TimeUnit.SECONDS)) {
        throw new IOException("nobody let it go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    OriginServer.send(exchange, 200, first ? "old" : "new", "Cache-Control", "max-age=60");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'all':true}|true|true",
        "{'prefix':'purged/'}|true|true",
        "{'groups':['g']}|true|true",
        "{'all':true}|true|false",
        "{'all':true}|false|true",
        "{'groups':['g']}|true|false",
        "PUT|true|true",
        "PUT|false|true",
        "DELETE|true|true",
        "DELETE|false|true"
      })
  void readerAfterAChange_getsTheNewValue_whileTheOldOneIsBeingLoaded(
      String change, boolean changedHere, boolean readHere) {
    Origins.MAIN.on("/" + path, this::answer);
    Entries entries = Entries.fresh(here, "{'origin':'patient'}");
    Await.until(
        "the other knows the policy",
        Duration.ofSeconds(20),
        () -> there.get(entries.policy()).text().contains("patient"));
    CompletableFuture<Answer> first = here.sendAsync("GET", entries.entry(path), NONE);
    Await.until(
        "the origin is asked", Duration.ofSeconds(20), () -> Origins.MAIN.count("/" + path) == 1);

    Client changer = changedHere ? here : there;
    switch (change) {
      case "PUT" -> changer.put(entries.entry(path), "new");
      case "DELETE" -> changer.delete(entries.entry(path));
      default ->
          changer.send(
              "POST",
              entries.invalidations(),
              change.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              "application/json");
    }

    assertEquals("new", (readHere ? here : there).get(entries.entry(path)).text());
    assertFalse(first.isDone());
    go.countDown();
    assertEquals("old", first.join().text());
    assertEquals("new", here.get(entries.entry(path)).text());
  }
}
