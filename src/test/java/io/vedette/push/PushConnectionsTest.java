package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.push.PushFailure.Reason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where connections go to, how many there are, and how they end. */
@Timeout(60)
class PushConnectionsTest {
  private final Pushes pushes = new Pushes("127.0.0.1");

  @AfterEach
  void stop() {
    pushes.close();
  }

  @Test
  void connection_isToTheFirstAnswer_andNotToASecondOne() throws IOException {
    try (Pushes rebound = new Pushes("127.0.0.2", "127.0.0.1");
        FakeTarget first = new FakeTarget("127.0.0.2", 0, line -> line.answerAll(FakeTarget.OK));
        FakeTarget second =
            new FakeTarget("127.0.0.1", first.port(), line -> line.answerAll(FakeTarget.OK))) {
      assertEquals(
          200, rebound.send(Pushes.target("http", first.port()), Pushes.LONG).join().status());
      assertEquals(List.of(Pushes.NAME), rebound.looked());
      assertEquals(1, first.lines().size());
      assertEquals(0, second.lines().size());
    }
  }

  @Test
  void keptConnection_toAnAddressThatIsAnswerNoMore_isNotUsed() throws IOException {
    try (Pushes moved = new Pushes("127.0.0.1", "127.0.0.2");
        FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      PushTarget to = Pushes.target("http", target.port());

      assertEquals("ok", Pushes.body(moved.send(to, Pushes.LONG).join()));
      assertEquals(Reason.CANNOT_CONNECT, moved.reason(to, Pushes.LONG));
    }
  }

  @Test
  void addresses_areTriedInTurn() throws IOException {
    try (Pushes several = new Pushes("127.0.0.3,127.0.0.2,127.0.0.1");
        FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      assertEquals(
          "ok",
          Pushes.body(several.send(Pushes.target("http", target.port()), Pushes.LONG).join()));
    }
  }

  @Test
  void connectionThatIsIdle_isClosed() throws Exception {
    try (FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      pushes.send(Pushes.target("http", target.port()), Pushes.LONG).join();

      target.awaitEnd();
    }
  }

  @Test
  void whoFindsAllConnectionsInUse_waits() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (FakeTarget target =
        new FakeTarget(
            line -> {
              answer.await();
              line.answerAll(FakeTarget.OK);
            })) {
      PushTarget to = Pushes.target("http", target.port());
      CompletableFuture<PushAnswer> first = pushes.send(to, Pushes.LONG);
      target.awaitBegin();
      assertEquals(Reason.TIMED_OUT, pushes.reason(to, Pushes.SHORT));
      CompletableFuture<PushAnswer> second = pushes.send(to, Pushes.LONG);
      answer.countDown();

      assertEquals("ok", Pushes.body(first.join()));
      assertEquals("ok", Pushes.body(second.join()));
      assertEquals(1, target.lines().size());
    }
  }

  @Test
  void closing_endsWhatIsUnderWay_andWhatComesLater() throws Exception {
    try (FakeTarget target = new FakeTarget(line -> line.request())) {
      PushTarget to = Pushes.target("http", target.port());
      CompletableFuture<PushAnswer> pushed = pushes.send(to, Pushes.LONG);
      target.awaitBegin();
      pushes.client.close();

      Reason reason = Pushes.failure(pushed).reason();
      assertTrue(reason == Reason.NOT_HTTP || reason == Reason.CANNOT_CONNECT, reason::name);
      target.awaitEnd();
      assertEquals(Reason.CANNOT_CONNECT, pushes.reason(to, Pushes.LONG));
    }
  }

  @Test
  void targetThatIsAway_cannotBeReached() throws IOException {
    FakeTarget gone = FakeTarget.answering(FakeTarget.OK);
    gone.close();

    assertEquals(
        Reason.CANNOT_CONNECT, pushes.reason(Pushes.target("http", gone.port()), Pushes.LONG));
  }
}
