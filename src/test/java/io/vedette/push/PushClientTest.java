package io.vedette.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.push.PushFailure.Reason;
import io.vedette.thread.HeldTasks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A push to a server that behaves. */
@Timeout(60)
class PushClientTest {
  private final Pushes pushes = new Pushes("127.0.0.1");

  @AfterEach
  void stop() {
    pushes.close();
  }

  @Test
  void request_isSentAsItIs_underTheNameOfTheTarget() throws IOException {
    try (FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      PushAnswer answer = pushes.send(Pushes.target("http", target.port()), Pushes.LONG).join();

      assertEquals(200, answer.status());
      assertEquals("ok", Pushes.body(answer));
      assertEquals(
          "POST /hook?a=b HTTP/1.1\r\nContent-Type: text/plain\r\nHost: hooks.example:"
              + target.port()
              + "\r\nAccept-Encoding: identity\r\nContent-Length: 2\r\nUser-Agent: vedette\r\n\r\n{}",
          target.lines().get(0).requests().get(0));
    }
  }

  @Test
  void body_ofAnySize_orNone_isSent() throws IOException {
    String large = "x".repeat(3_000_000);
    try (FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      for (String body : List.of("", large)) {
        PushRequest request =
            new PushRequest("PUT", "", Map.of(), body.getBytes(UTF_8), Pushes.LONG, 10);
        pushes
            .client
            .send(Pushes.target("http", target.port()), request)
            .toCompletableFuture()
            .join();
      }
      List<String> received = target.lines().get(0).requests();
      assertTrue(received.get(0).contains("Content-Length: 0\r\n"), received.get(0));
      assertTrue(received.get(1).endsWith("\r\n\r\n" + large));
    }
  }

  @Test
  void privateAddress_ofATargetThatMayNotBePrivate_isRefused_andNothingSent() throws IOException {
    try (FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      PushTarget open = Pushes.target("http", target.port());
      PushTarget guarded = new PushTarget(open.url(), false, Optional.empty(), 1);

      assertEquals(Reason.REFUSED_ADDRESS, pushes.reason(guarded, Pushes.LONG));
      assertEquals("ok", Pushes.body(pushes.send(open, Pushes.LONG).join()));
      assertEquals(Reason.REFUSED_ADDRESS, pushes.reason(guarded, Pushes.LONG));
      assertEquals(1, target.lines().size());
    }
  }

  @Test
  void nameWithoutAddress_isNotResolved() {
    try (Pushes unknown = new Pushes()) {
      assertEquals(Reason.NAME_NOT_RESOLVED, unknown.reason(Pushes.target("http", 1), Pushes.LONG));
    }
  }

  @Test
  void addressInTheUrl_isNotResolved() throws IOException {
    try (FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      TargetUrl url = new TargetUrl("http://127.0.0.1:" + target.port());
      PushTarget to = new PushTarget(url, true, Optional.empty(), 1);

      assertEquals("ok", Pushes.body(pushes.send(to, Pushes.LONG).join()));
      assertEquals(List.of(), pushes.looked());
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "'Tue, 24 Nov 2026 09:01:00 GMT', 60", "soon, -1"})
  void redirect_isAnAnswer_withWhatItSays(String retryAfter, long seconds) throws IOException {
    try (FakeTarget target =
        FakeTarget.answering(
            "HTTP/1.1 302 Found\r\nLocation: /other\r\nRetry-After: %s\r\nContent-Type: a/b\r\nContent-Length: 0\r\n\r\n"
                .formatted(retryAfter))) {
      PushAnswer answer = pushes.send(Pushes.target("http", target.port()), Pushes.LONG).join();

      assertEquals(302, answer.status());
      assertEquals(Optional.of("a/b"), answer.contentType());
      assertEquals(Optional.empty(), answer.contentEncoding());
      assertEquals(seconds, answer.retryAfter().map(Duration::toSeconds).orElse(-1L));
      assertTrue(answer.took().compareTo(Pushes.LONG) < 0);
    }
  }

  @Test
  void cookies_areNotSentBack_overAConnectionThatIsKept() throws IOException {
    try (FakeTarget target =
        FakeTarget.answering("HTTP/1.1 204 No Content\r\nSet-Cookie: c=d\r\n\r\n")) {
      PushTarget to = Pushes.target("http", target.port());
      pushes.send(to, Pushes.LONG).join();
      pushes.send(to, Pushes.LONG).join();

      assertEquals(1, target.lines().size());
      assertEquals(2, target.lines().get(0).requests().size());
      assertFalse(target.lines().get(0).requests().get(1).contains("c=d"));
    }
  }

  @Test
  void answer_isTold_onAThreadOfOurs() throws Exception {
    HeldTasks ours = new HeldTasks();
    try (PushClient client =
            new PushClient(name -> Pushes.addresses("127.0.0.1"), ours, () -> Pushes.NOW);
        FakeTarget target = FakeTarget.answering(FakeTarget.OK)) {
      CompletableFuture<PushAnswer> pushed =
          client
              .send(Pushes.target("http", target.port()), Pushes.request(Pushes.LONG))
              .toCompletableFuture();

      ours.end(pushed, 3);
      assertEquals(200, pushed.join().status());
    }
  }

  @Test
  void executorThatTakesNoMore_isTold() {
    try (PushClient client =
        new PushClient(
            name -> Pushes.addresses("127.0.0.1"),
            task -> {
              throw new RejectedExecutionException();
            },
            () -> Pushes.NOW)) {
      CompletableFuture<PushAnswer> pushed =
          client.send(Pushes.target("http", 1), Pushes.request(Pushes.LONG)).toCompletableFuture();

      Throwable thrown = assertThrows(RuntimeException.class, pushed::join).getCause();
      assertTrue(thrown instanceof RejectedExecutionException, String.valueOf(thrown));
    }
  }
}
