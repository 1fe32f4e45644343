package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/** Two servers and one origin: what everybody wants is loaded once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class SingleFlightIT {
  /** Each with a connection of its own, of which a small machine opens few in a second. */
  private static final int CALLERS = Integer.getInteger("callers", 2_500);

  private static final Duration CROWD = Duration.ofSeconds(55);

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Pattern IN_FLIGHT =
      Pattern.compile("(?m)^requests_in_flight(?:\\{[^}]*})? (\\S+)$");
  private static final OriginServer ORIGIN = Origins.MAIN;

  @AutoClose
  private static final Deployment deployment =
      Deployment.startPair(Duration.ofSeconds(2), settings(), settings());

  private static final RedisSet redis = deployment.redis;
  private static final VedetteServer one = deployment.server();
  private static final VedetteServer other = deployment.other();

  private static Map<String, String> settings() {
    Map<String, String> settings = Origins.settings();
    settings.put("VEDETTE_MAX_IN_FLIGHT", Integer.toString(CALLERS));
    return settings;
  }

  private static Entries cache(String policy) {
    Entries entries = Entries.fresh();
    entries.setPolicy(new Client(one.base()), policy);
    Client there = new Client(other.base());
    Await.until(
        "the other knows the policy",
        SOON,
        () -> there.get(entries.policy()).text().contains("\"origin\":\"patient\""));
    return entries;
  }

  private static List<CompletableFuture<Answer>> ask(String path, int callers, Client... clients) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      answers.add(clients[i % clients.length].sendAsync("GET", path, new byte[0]));
    }
    return answers;
  }

  private static void await(CountDownLatch go) {
    try {
      assertTrue(go.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Order(1)
  void crowdThatAsksForOneColdKey_onTwoServers_asksTheOriginOnce() throws Exception {
    Entries entries = cache("{'origin':'patient'}");
    CountDownLatch go = new CountDownLatch(1);
    ORIGIN.on(
        "/cold",
        exchange -> {
          await(go);
          OriginServer.send(exchange, 200, "loaded", "Cache-Control", "max-age=600");
        });
    Client here = new Client(one.base(), CROWD);
    Client there = new Client(other.base(), CROWD);
    warm(entries, here, there);
    List<CompletableFuture<Answer>> answers = ask(entries.entry("cold"), CALLERS, here, there);
    Await.until(
        () -> "all wait, not %d and %d".formatted(inFlight(here), inFlight(there)),
        CROWD,
        () -> inFlight(here) + inFlight(there) >= CALLERS || anyEnded(answers));
    go.countDown();

    int collapsed = 0;
    for (CompletableFuture<Answer> answer : answers) {
      Answer each = answer.get(60, TimeUnit.SECONDS);
      assertEquals(200, each.status(), each::text);
      assertEquals("loaded", each.text());
      collapsed += each.header("Cache-Status").contains("collapsed") ? 1 : 0;
    }
    assertEquals(1, ORIGIN.count("/cold"));
    assertTrue(collapsed > 0);
  }

  private static boolean anyEnded(List<CompletableFuture<Answer>> answers) {
    return answers.stream().anyMatch(CompletableFuture::isDone);
  }

  /** A server that has just started is busier with itself than with its callers. */
  private static void warm(Entries entries, Client... clients) {
    ORIGIN.on("/warm", "up", "Cache-Control", "max-age=600");
    for (int i = 0; i < 40; i++) {
      ask(entries.entry("warm"), 50, clients).forEach(CompletableFuture::join);
    }
  }

  private static int inFlight(Client client) {
    Matcher gauge = IN_FLIGHT.matcher(client.get("/metrics").text());
    assertTrue(gauge.find());
    return (int) Double.parseDouble(gauge.group(1));
  }

  @Test
  @Order(2)
  void redisAway_theOriginAnswers_onceForEachServer() {
    Entries entries = cache("{'origin':'patient'}");
    ORIGIN.on("/away", "from the origin", "Cache-Control", "max-age=600");
    redis.sentinels().forEach(RedisProcess::pause);
    redis.nodes().forEach(RedisProcess::pause);
    try {
      Client here = new Client(one.base());
      Answer first = here.get(entries.entry("away"));
      assertEquals("from the origin", first.text());
      assertEquals(
          "vedette; fwd=miss; fwd-status=200; detail=store-down", first.header("Cache-Status"));
    } finally {
      redis.nodes().forEach(RedisProcess::resume);
      redis.sentinels().forEach(RedisProcess::resume);
    }
    Client here = new Client(one.base());
    Await.until(
        "it is stored again",
        SOON,
        () -> here.get(entries.entry("away")).header("Cache-Status").contains("hit"));
  }

  @Test
  @Order(3)
  void serverThatLoadsDies_theOtherTakesOver() throws Exception {
    Entries entries = cache("{'origin':'patient'}");
    CountDownLatch never = new CountDownLatch(1);
    ORIGIN.on("/orphan", exchange -> await(never));
    ask(entries.entry("orphan"), 1, new Client(one.base()));
    Await.until("the origin is asked", SOON, () -> ORIGIN.count("/orphan") == 1);
    ORIGIN.on("/orphan", "second try");
    List<CompletableFuture<Answer>> waiting =
        ask(entries.entry("orphan"), 50, new Client(other.base()));
    one.kill();

    for (CompletableFuture<Answer> answer : waiting) {
      assertEquals("second try", answer.get(20, TimeUnit.SECONDS).text());
    }
    assertEquals(2, ORIGIN.count("/orphan"));
    never.countDown();
  }
}
