package it.vedette.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.ServletServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HttpSession on two servers, with the files of {@code liberty/session-cache}. */
@Timeout(600)
class HttpSessionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static SessionRedis redis;
  private static ServletServer one;
  private static ServletServer two;
  private static String startLogs;

  private final Visitor visitor = new Visitor();

  @BeforeAll
  static void start() {
    redis = new SessionRedis();
    one = ServletServer.start(redis.settings());
    two = ServletServer.start(redis.settings());
    one.awaitReady();
    two.awaitReady();
    Visitor first = new Visitor();
    List.of(one, two).forEach(server -> first.add(server, "tea"));
    startLogs = one.log() + two.log();
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    redis.close();
  }

  /** Adds an item to the cart and returns what the shop shows, when the other server has it. */
  private String add(ServletServer server, ServletServer other, String item) {
    HttpResponse<String> added = visitor.add(server, item);
    assertEquals(200, added.statusCode(), added::body);
    awaitSeen(other, added.body());
    return added.body();
  }

  /** The server may have answered before it has stored. */
  private void awaitSeen(ServletServer server, String shown) {
    Await.until("an answer " + shown, PATIENCE, () -> shown.equals(visitor.look(server).body()));
  }

  private static String id(String shown) {
    return shown.substring(0, shown.indexOf(':'));
  }

  @Test
  void startAndFirstSession_printNoWarning() {
    assertTrue(startLogs.contains("sessionCache-1.0"), startLogs);
    assertFalse(startLogs.matches("(?s).*\\[(WARNING|ERROR)\\s*].*"), startLogs);
  }

  @Test
  void session_isOneOnBothServers() {
    String first = add(one, two, "tea");
    String second = add(two, one, "milk");
    String third = add(one, two, "sugar");

    assertEquals(id(first) + ": 1: tea", first);
    assertEquals(id(first) + ": 2: tea milk", second);
    assertEquals(id(first) + ": 3: tea milk sugar", third);
    assertEquals(List.of(), redis.keys().stream().filter(HttpSessionIT::isOther).toList());
  }

  private static boolean isOther(String key) {
    return !key.startsWith("com.ibm.ws.session.");
  }

  @Test
  void invalidate_onOneServer_holdsOnTheOther() {
    String shown = add(one, two, "tea");

    assertEquals(204, visitor.leave(one).statusCode());

    assertEquals(404, visitor.look(two).statusCode());
    assertEquals(404, visitor.look(one).statusCode());
    String next = add(two, one, "milk");
    assertFalse(next.contains("tea") || id(next).equals(id(shown)), next);
  }

  @Test
  void session_thatIsNotUsed_leavesRedis() {
    String id = id(visitor.add(one, "tea&idle=2").body());
    Await.until("the session " + id, PATIENCE, () -> redis.holds(id));

    Await.until("the end of " + id, PATIENCE, () -> !redis.holds(id));

    assertEquals(404, visitor.look(two).statusCode());
  }

  @Test
  void session_survivesTheLossOfItsServer() {
    String shown = add(one, two, "tea");

    one.kill();

    assertEquals(shown, visitor.look(two).body());
    assertEquals(id(shown) + ": 2: tea milk", visitor.add(two, "milk").body());
    one.close();
    one = ServletServer.start(redis.settings());
    one.awaitReady();
    awaitSeen(one, id(shown) + ": 2: tea milk");
  }

  @Test
  void session_survivesTheLossOfTheMaster() {
    String shown = add(one, two, "tea");
    redis.awaitReplicas();

    redis.killMaster();

    for (ServletServer server : List.of(one, two)) {
      Await.until("the session", PATIENCE, () -> isShown(shown, visitor.look(server)));
    }
    String more = add(two, one, "milk");
    assertEquals(id(shown) + ": 2: tea milk", more);
    assertEquals(id(shown) + ": 3: tea milk sugar", add(one, two, "sugar"));
  }

  /** Refused at worst: never another session, nor this one without its content. */
  private static boolean isShown(String shown, HttpResponse<String> answer) {
    if (answer.statusCode() == 500) {
      return false;
    }
    assertEquals(shown, answer.body());
    return true;
  }
}
