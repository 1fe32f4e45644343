package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two servers on one set, callers who do everything that can be done with sessions, {@code
 * -Dfailovers} masters lost, and both servers replaced: afterwards every session is what was
 * acknowledged. The counts are in {@code target/session-ledger.txt}.
 */
@Timeout(900)
class SessionLedgerIT {
  private static final int FAILOVERS = Integer.getInteger("failovers", 3);
  private static final Path REPORT = Path.of("target", "session-ledger.txt");
  private static final Duration DOWN_AFTER = Duration.ofSeconds(2);

  /** What was acknowledged so long before is most likely to be lost with a master. */
  private static final Duration SHORTLY = Duration.ofSeconds(5);

  private static final int OFTEN = 5;

  /** What must have been acknowledged often enough for the comparison to mean something. */
  private static final List<String> OPERATIONS =
      List.of(
          "create",
          "create with key",
          "bind",
          "rotate",
          "read",
          "read without slide",
          "read attributes",
          "read attribute",
          "patch own",
          "patch own replicated",
          "patch shared",
          "patch shared replicated",
          "patch both",
          "patch both replicated",
          "set attribute",
          "set attribute replicated",
          "delete attribute",
          "delete attribute replicated",
          "replace",
          "replace replicated",
          "touch",
          "log out",
          "revoke one",
          "revoke others",
          "revoke all",
          "list");

  private final SessionLedger rateLimits = new SessionLedger();
  private final SessionCalls calls = new SessionCalls(rateLimits);

  private record Running(VedetteServer server, Client client) {}

  private final Deque<Running> running = new ArrayDeque<>();
  private RedisSet redis;

  @BeforeEach
  void start() {
    redis = RedisSet.start(DOWN_AFTER);
    startServer();
    startServer();
  }

  @AfterEach
  void stop() {
    running.forEach(one -> one.server().close());
    redis.close();
  }

  private void startServer() {
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.put("VEDETTE_DRAIN", "2");
    settings.put("VEDETTE_SESSION_SLICES", "600"); // a read writes at most once a second
    VedetteServer server = VedetteServer.start(settings);
    Running one = new Running(server, new Client(server.base()));
    running.add(one);
    server.awaitReady();
    calls.add(one.client());
  }

  @Test
  void sessions_afterFailoversAndARollingRestart_areWhatWasAcknowledged() throws Exception {
    try (SessionLoad load = SessionLoad.steady(rateLimits, calls).start();
        SessionAudit audit = new SessionAudit(rateLimits, calls)) {
      load.awaitMore();
      for (int i = 0; i < FAILOVERS; i++) {
        survive(Blow.of(i), load, audit);
        if (i > 0 && i < 3) {
          replaceServer();
        }
        redis.awaitComplete();
        rateLimits.failovers().end();
        load.awaitMore();
      }
      load.stop();
      audit.readAll();
      Files.writeString(REPORT, rateLimits.toString());
      audit.assertTrue(redis.master());
    }
    assertEquals(List.of(), rateLimits.seldom(OPERATIONS, OFTEN));
  }

  /** The former master is back when this returns, and not yet a replica. */
  private void survive(Blow blow, SessionLoad load, SessionAudit audit)
      throws InterruptedException {
    RedisProcess master = redis.master();
    long since = Span.now() - SHORTLY.toNanos();
    rateLimits.failovers().begin();
    blow.strike(redis, () -> load.awaitMore(50));
    load.awaitMore();
    audit.readEnded(since);
    blow.takeBack(master);
    load.awaitMore();
    audit.readEnded(since);
  }

  private void replaceServer() {
    startServer();
    Running oldest = running.remove();
    oldest.server().terminate();
    calls.remove(oldest.client());
    assertEquals(0, oldest.server().awaitEnd());
    oldest.server().close();
  }
}
