package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.vedette.local.VedetteServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are given on another thread than the one that took the request. */
@Timeout(600)
class AnswerIT {
  private static final int CALLERS = 100;
  private static final int CALLS = 100;

  /** Most is lost when a server has just started: its threads take turns. */
  @Test
  void answersUnderFullLoad_areThoseOfTheirRequests() throws Exception {
    try (VedetteServer server = Target.start(Map.of())) {
      HeldSession session = HeldSession.create(new Client(server.base()), "{'attributes':{'a':1}}");
      assertEquals(Set.of("200 {\"a\":1} true"), seen(session));
      assertFalse(server.log().contains("NullPointerException"), server::log);
    }
  }

  private static Set<String> seen(HeldSession session) throws Exception {
    Set<String> seen = new TreeSet<>();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      Callable<Set<String>> calls = () -> calls(session);
      List<Callable<Set<String>>> all = IntStream.range(0, CALLERS).mapToObj(i -> calls).toList();
      for (Future<Set<String>> some : callers.invokeAll(all)) {
        seen.addAll(some.get());
      }
    } finally {
      callers.shutdownNow();
    }
    return seen;
  }

  private static Set<String> calls(HeldSession session) {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < CALLS; i++) {
      Answer answer = session.send("GET", HeldSession.ATTRIBUTES, "");
      boolean named = answer.headers().firstValue("X-Request-Id").isPresent();
      seen.add("%d %s %s".formatted(answer.status(), answer.text(), named));
    }
    return seen;
  }
}
