package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two parties may read differently, each followed by a second one that somebody may
 * take for content: there is one answer, and then the connection is closed.
 */
@Timeout(600)
class SmugglingIT {
  private final Entries entries = Entries.fresh();

  @AfterEach
  void serverIsUnharmed() throws IOException {
    HostileTarget.assertUnharmed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 47\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: 3\r\nContent-Length: 47",
        "Content-Length: 47\r\nContent-Length: 3",
        "Content-Length: 3, 3",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: 0x3",
        "Content-Length: 3.0",
        "Content-Length: 3;",
        "Content-Length: 3 3",
        "Content-Length: \u000b3",
        "Content-Length: \u00a03",
        "Content-Length: 1e1",
        "Content-Length:",
        "Content-Length: 18446744073709551619",
        "Content-Length: 4294967299",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: chunked\u000b",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding:",
        "Transfer-Encoding:\r\n chunked",
        "X-A: a\u0000b\r\nContent-Length: 3",
        "X-\u0000A: b\r\nContent-Length: 3",
        ": b\r\nContent-Length: 3",
        "nothing\r\nContent-Length: 3",
      })
  void content_whoseEndIsInDoubt_isTheLastOnItsConnection(String fields) throws IOException {
    for (String method : new String[] {"PUT", "POST", "PATCH"}) {
      assertOneAnswer(method + " " + entries.entry("a") + " HTTP/1.1\r\n", fields);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nX: y"})
  void chunked_inHttp10_isTheLastOnItsConnection(String fields) throws IOException {
    assertOneAnswer(
        "PUT " + entries.entry("a") + " HTTP/1.0\r\nConnection: keep-alive\r\n", fields);
  }

  private void assertOneAnswer(String start, String fields) throws IOException {
    String second = "GET " + entries.entry("smuggled") + " HTTP/1.1\r\nHost: x\r\n\r\n";
    try (RawConnection connection = RawConnection.to(HostileTarget.server().base())) {
      connection.send(start + "Host: x\r\n" + fields + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + second);
      String answers = connection.readToEnd();
      assertEquals(2, answers.split("HTTP/1\\.[01] [1-5]", -1).length, answers);
      assertTrue(answers.matches("(?s)HTTP/1.[01] [24].*"), answers);
    }
  }

  /** RFC 9110, section 5.5: blanks are no part of a value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3 \r\n\r\nabc",
        "Content-Length:\t3\t \r\n\r\nabc",
        "Transfer-Encoding: chunked \r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      })
  void framing_withBlanksAroundItsValue_isRead(String rest) throws IOException {
    try (RawConnection connection = RawConnection.to(HostileTarget.server().base())) {
      connection.send("PUT " + entries.entry("a") + " HTTP/1.1\r\nHost: x\r\n" + rest);
      assertEquals("201", connection.readAnswer());
      connection.send("GET " + entries.entry("none") + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertEquals("404", connection.readAnswer());
    }
    assertEquals("abc", HostileTarget.client().get(entries.entry("a")).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+3", "0x3", "-3", " 3", "3\n", "g", "3;a=\"\r\n\""})
  void chunkSize_thatIsNone_isRefused(String size) throws IOException {
    try (RawConnection connection = RawConnection.to(HostileTarget.server().base())) {
      connection.send(
          "PUT "
              + entries.entry("a")
              + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + size
              + "\r\nabc\r\n0\r\n\r\n");
      String answers = connection.readToEnd();
      assertTrue(answers.startsWith("HTTP/1.1 400"), answers);
    }
    assertEquals(404, HostileTarget.client().get(entries.entry("a")).status());
  }

  @Test
  void trailers_areNeverTakenForFields() throws IOException {
    try (RawConnection connection = RawConnection.to(HostileTarget.server().base())) {
      connection.send(
          "PUT "
              + entries.entry("a")
              + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\nabc\r\n0\r\nX-Request-Id: evil\r\nContent-Type: text/html\r\n\r\n");
      String head = connection.readHead();
      assertTrue(head.startsWith("HTTP/1.1 201"), head);
      assertFalse(head.contains("evil"), head);
    }
    Answer stored = HostileTarget.client().get(entries.entry("a"));
    assertEquals("application/octet-stream", stored.header("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n"})
  void host_thatIsNotOne_isRefused(String hosts) {
    String answer =
        RawHttp.exchange(
            HostileTarget.server().base(),
            "GET " + entries.list() + " HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");
    assertEquals(400, RawHttp.status(answer), answer);
  }
}
