package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sessions of two servers, which write at the same time or are lost, or their master is. */
@Timeout(600)
class SessionFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PATCHES = 1000;

  @AutoClose
  private static final Deployment deployment =
      Deployment.startPair(Duration.ofSeconds(2), Map.of(), Map.of());

  private static final RedisSet redis = deployment.redis;
  private static final Client here = deployment.client();
  private static final Client there = deployment.there();

  @Test
  void patches_ofDifferentAttributesAtTheSameTime_loseNone() {
    HeldSession session = HeldSession.create(here, "{}");
    List<CompletableFuture<Answer>> patches = new ArrayList<>();
    for (int i = 0; i < PATCHES; i++) {
      Client client = i % 2 == 0 ? here : there;
      String patch = "{\"attribute-%1$d\":%1$d}".formatted(i);
      patches.add(
          client.sendAsync(
              "PATCH",
              HeldSession.ATTRIBUTES,
              patch.getBytes(StandardCharsets.UTF_8),
              "Session-Id",
              session.id(),
              "Content-Type",
              "application/merge-patch+json"));
    }
    for (CompletableFuture<Answer> patch : patches) {
      Answer answer = patch.join();
      assertEquals(204, answer.status(), answer::text);
    }

    for (Client client : List.of(here, there)) {
      JsonObject attributes = session.by(client).attributes();
      assertEquals(PATCHES, attributes.size());
      for (int i = 0; i < PATCHES; i++) {
        assertEquals(i, attributes.getInt("attribute-" + i));
      }
    }
  }

  /** What was written later is lost with the master, though it was acknowledged. */
  @Test
  void revokedSubject_staysRevoked_thoughTheMasterLosesWhatCameLater() {
    String subject = HeldSession.subject();
    String json = "{'subject':'%s','attributes':{'a':1}}".formatted(subject);
    HeldSession before = HeldSession.create(here, json);
    HeldSession rotated = HeldSession.create(there, json);
    HeldSession inGrace = new HeldSession(here, rotated.rotate("").header("Session-Id"));
    HeldSession loggedOut = HeldSession.create(here, "{}");
    HeldSession lives = HeldSession.create(here, json.replace(subject, HeldSession.subject()));
    RedisProcess master = redis.master();
    redis.awaitReplicas(2);

    assertEquals(2, here.delete(HeldSession.sessionsOf(subject)).json().getInt("revoked"));
    assertEquals(204, loggedOut.end().status());
    SilentReplicas.lose(redis, () -> assertEquals(204, lives.patch("{'a':2}").status()));

    for (Client client : List.of(here, there)) {
      Await.until(
          "sessions are read again", PATIENCE, () -> lives.by(client).peek().status() == 200);
      assertEquals(1, lives.by(client).attributes().getInt("a"), "nothing was lost");
      for (HeldSession dead : List.of(before, rotated, inGrace, loggedOut)) {
        dead.by(client).assertGone();
        assertEquals(404, dead.by(client).patch("{'a':3}").status());
        dead.by(client).assertGone();
      }
      String listed = client.get(HeldSession.sessionsOf(subject)).text();
      assertEquals("{\"items\":[]}", listed);
    }
    HeldSession.create(there, json).by(here).assertLives();
    master.start();
    redis.awaitComplete();
    before.assertGone();
    lives.assertLives();
  }

  /** In the middle of everything that callers do. */
  @Test
  void serverKilled_leavesNothingHalfDone() throws Exception {
    SessionLedger rateLimits = new SessionLedger();
    SessionCalls calls = new SessionCalls(rateLimits);
    try (VedetteServer victim = deployment.launch(Map.of())) {
      victim.awaitReady();
      Client client = new Client(victim.base());
      calls.add(client);
      calls.add(there);
      try (SessionLoad load = SessionLoad.heavy(rateLimits, calls).start();
          SessionAudit audit = new SessionAudit(rateLimits, calls)) {
        load.awaitMore();
        victim.kill();
        calls.remove(client);
        load.awaitMore();
        load.stop();
        audit.readAll();
        audit.assertTrue(redis.master());
      }
    }
  }
}
