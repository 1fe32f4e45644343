package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.push.PushFailure.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A push to a server that does not behave: it ends in time, its connection with it, and its place
 * is free again.
 */
@Timeout(60)
class LyingTargetTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String LINE = "a".repeat(1000);
  private static final Duration LITTLE = Duration.ofSeconds(5);

  private final Pushes pushes = new Pushes("127.0.0.1");

  @AfterEach
  void stop() {
    pushes.close();
  }

  private static Arguments plain(String name, Reason reason, FakeTarget.Manners manners) {
    return Arguments.of(
        name,
        "http",
        reason,
        (FakeTarget.Manners)
            line -> {
              line.request();
              manners.serve(line);
            });
  }

  private static Arguments secure(String name, Reason reason, FakeTarget.Manners manners) {
    return Arguments.of(name, "https", reason, manners);
  }

  static Stream<Arguments> slow() {
    Reason late = Reason.TIMED_OUT;
    return Stream.of(
        plain("silent", late, line -> {}),
        plain(
            "silent after its head", late, line -> line.write(HEAD + "Content-Length: 9\r\n\r\n")),
        plain(
            "shorter than it says", late, line -> line.write(HEAD + "Content-Length: 9\r\n\r\nx")),
        plain("one byte of head now and then", late, line -> line.drip(HEAD.repeat(9))),
        plain("one byte of body now and then", late, line -> line.write(HEAD + "\r\n").drip("x")),
        plain("one chunk now and then", late, line -> line.write(CHUNKED).drip("1\r\nx\r\n")),
        plain("another protocol", late, line -> line.write("HTTP/1.1 101 Other\r\n\r\n")),
        secure("silent before TLS", late, line -> {}),
        secure(
            "one byte of TLS now and then",
            late,
            line -> line.write("\u0016\u0003\u0003?\u00ff").drip("\u0002\u0000\u0000\u0000")));
  }

  static Stream<Arguments> broken() {
    Reason broken = Reason.NOT_HTTP;
    return Stream.of(
        plain("ends without an answer", broken, FakeTarget.Line::close),
        plain("half-closed", broken, FakeTarget.Line::halfClose),
        plain("no HTTP", broken, line -> line.write("SSH-2.0-OpenSSH_9.6\r\n").writeOn("x\r\n")),
        plain("no field", broken, line -> line.write(HEAD + "no field\r\n\r\n")),
        plain("ends within its head", broken, line -> line.write(HEAD + "a:").halfClose()),
        plain(
            "ends within its body",
            broken,
            line -> line.write(HEAD + "Content-Length: 9\r\n\r\nx").halfClose()),
        plain("ends within a chunk", broken, line -> line.write(CHUNKED + "9\r\nx").halfClose()),
        plain(
            "ends without the last chunk",
            broken,
            line -> line.write(CHUNKED + "1\r\nx\r\n").halfClose()),
        plain(
            "two lengths",
            broken,
            line -> line.write(HEAD + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx")),
        plain("a negative length", broken, line -> line.write(HEAD + "Content-Length: -1\r\n\r\n")),
        plain(
            "a length in words",
            broken,
            line -> line.write(HEAD + "Content-Length: two\r\n\r\nxx")),
        plain(
            "an unknown coding",
            broken,
            line -> line.write(HEAD + "Transfer-Encoding: gzip, chunked\r\n\r\n")),
        plain("no size of a chunk", broken, line -> line.write(CHUNKED + "x\r\n")),
        plain(
            "to continue without end", broken, line -> line.writeOn("HTTP/1.1 100 Go on\r\n\r\n")),
        plain("interim without end", broken, line -> line.writeOn("HTTP/1.1 103 Early\r\n\r\n")),
        secure("plain text for TLS", Reason.TLS, line -> line.write(HEAD + "\r\n")),
        secure("half-closed before TLS", Reason.TLS, FakeTarget.Line::halfClose));
  }

  static Stream<Arguments> large() {
    Reason large = Reason.TOO_LARGE;
    return Stream.of(
        plain("nothing but lines", large, line -> line.writeOn("\r\n")),
        plain("a line without end", large, line -> line.writeOn(LINE)),
        plain("a field without end", large, line -> line.write(HEAD + "a: ").writeOn(LINE)),
        plain("fields without end", large, line -> line.write(HEAD).writeOn("a: b\r\n")),
        plain("folded without end", large, line -> line.write(HEAD + "a: b\r\n").writeOn(" b\r\n")),
        plain("a body without end", large, line -> line.write(HEAD + "\r\n").writeOn(LINE)),
        plain(
            "a length that is too much",
            large,
            line -> line.write(HEAD + "Content-Length: 1001\r\n\r\n")),
        plain("chunks without end", large, line -> line.write(CHUNKED).writeOn("1\r\nx\r\n")),
        plain(
            "a chunk without end",
            large,
            line -> line.write(CHUNKED + "7fffffffffffffff\r\n").writeOn(LINE)),
        plain(
            "the size of a chunk without end",
            large,
            line -> line.write(CHUNKED).writeOn("1".repeat(1000))),
        plain(
            "trailers without end",
            large,
            line -> line.write(CHUNKED + "0\r\n").writeOn("a: b\r\n")));
  }

  /** Two pushes that end in the same way: nothing is left of the first one. */
  private void check(String scheme, Reason reason, FakeTarget.Manners manners, Duration timeout)
      throws Exception {
    try (FakeTarget target = new FakeTarget(manners)) {
      PushTarget to = Pushes.target(scheme, target.port());
      long started = System.nanoTime();
      for (int time = 0; time < 2; time++) {
        assertEquals(reason, pushes.reason(to, timeout));
        target.awaitEnd();
      }
      assertTrue(System.nanoTime() - started < LITTLE.toNanos());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slow")
  void slowAnswer_endsInTime(String name, String scheme, Reason reason, FakeTarget.Manners manners)
      throws Exception {
    check(scheme, reason, manners, Pushes.SHORT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"broken", "large"})
  void brokenOrLargeAnswer_endsAtOnce(
      String name, String scheme, Reason reason, FakeTarget.Manners manners) throws Exception {
    check(scheme, reason, manners, Pushes.LONG);
  }

  @Test
  void encodedAnswer_staysEncoded() throws Exception {
    try (FakeTarget target =
        FakeTarget.answering(
            HEAD + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b..")) {
      PushAnswer answer = pushes.send(Pushes.target("http", target.port()), Pushes.LONG).join();

      assertEquals(Optional.of("gzip"), answer.contentEncoding());
      assertEquals(4, answer.body().length);
    }
  }

  @Test
  void whatFollowsAnAnswer_isNotTheNextOne() throws Exception {
    try (FakeTarget target =
        new FakeTarget(
            line -> {
              line.request();
              line.write(FakeTarget.OK + "HTTP/1.1 500 Evil\r\nContent-Length: 0\r\n\r\n");
            })) {
      PushTarget to = Pushes.target("http", target.port());
      for (int time = 0; time < 2; time++) {
        assertEquals(200, pushes.send(to, Pushes.LONG).join().status());
        target.awaitEnd();
      }
    }
  }
}
