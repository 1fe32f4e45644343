package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames that are to break an HTTP/2 server, or to keep it from others. */
@Timeout(600)
class HostileFramesIT {
  private static final URI BASE = HostileTarget.server().base();
  private static final int NO_ERROR = 0;
  private static final int CANCEL = 8;
  private static final byte[] NOTHING = new byte[0];

  private final Client client = HostileTarget.client();
  private final Entries entries = Entries.fresh();

  @BeforeEach
  void value() {
    assertEquals(201, client.put(entries.entry("k"), "x".repeat(100_000)).status());
  }

  @AfterEach
  void othersAreServed() throws Exception {
    assertEquals(200, client.get(entries.entry("k")).status());
    try (FrameConnection other = FrameConnection.to(BASE)) {
      assertEquals(200, other.answer(other.get(entries.entry("k"))).status());
    }
    HostileTarget.assertUnharmed();
  }

  @Test
  void streamsThatAreResetAtOnce_endTheConnection() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      assertEnded(
          connection,
          () -> {
            for (int i = 0; i < 2000; i++) {
              int stream = connection.get(entries.entry("k"));
              connection.send(Frame.of(Frame.RST_STREAM, stream, CANCEL));
            }
          });
    }
  }

  @Test
  void headerBlockWithoutEnd_endsTheConnection() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      int stream = connection.open();
      byte[] head = connection.head("GET", entries.entry("k"));
      connection.send(new Frame(Frame.HEADERS, Frame.END_STREAM, stream, head));
      byte[] more = Frame.block("x-more", "y".repeat(8000));
      Frame part = new Frame(Frame.CONTINUATION, Frame.NONE, stream, more);
      assertEnded(connection, () -> connection.flood(part, 2000));
    }
  }

  @Test
  void headerBlockOfNothing_endsTheConnection() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      int stream = connection.open();
      byte[] head = connection.head("GET", entries.entry("k"));
      connection.send(new Frame(Frame.HEADERS, Frame.END_STREAM, stream, head));
      Frame part = new Frame(Frame.CONTINUATION, Frame.NONE, stream, NOTHING);
      assertEnded(connection, () -> connection.flood(part, 10_000));
    }
  }

  @Test
  void pings_withoutEnd_endTheConnection() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      Frame ping = new Frame(Frame.PING, Frame.NONE, 0, new byte[8]);
      assertEnded(connection, () -> connection.flood(ping, 30_000));
    }
  }

  @Test
  void settings_withoutEnd_endTheConnection() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      Frame settings = new Frame(Frame.SETTINGS, Frame.NONE, 0, NOTHING);
      assertEnded(connection, () -> connection.flood(settings, 30_000));
    }
  }

  @Test
  void contentOfNothing_withoutEnd_endsTheConnection() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      int put = connection.put(entries.entry("p"));
      Frame part = new Frame(Frame.DATA, Frame.NONE, put, NOTHING);
      assertEnded(connection, () -> connection.flood(part, 10_000));
    }
  }

  @Test
  void window_ofNothing_holdsNobodyElseUp() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE, 0)) {
      List<Integer> waiting = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        waiting.add(connection.get(entries.entry("k")));
      }
      Await.until(
          "all are being answered",
          Duration.ofSeconds(40),
          () -> waiting.stream().allMatch(connection::isAnswering));
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertEquals(200, client.get(entries.entry("k")).status());
      }
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void requestsOnMoreStreamsThanOffered_areTakenBack() throws Exception {
    try (FrameConnection connection = FrameConnection.to(BASE)) {
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        open.add(connection.put(entries.entry("p" + i)));
      }
      assertTrue(connection.isReset(open.get(39)));
      connection.content(open.get(0), new byte[1], true);
      assertEquals(201, connection.answer(open.get(0)).status());
    }
  }

  private interface Flood {
    void flow() throws IOException;
  }

  private static void assertEnded(FrameConnection connection, Flood flood) throws Exception {
    try {
      flood.flow();
    } catch (SocketException closed) {
      // What is still on its way then makes it a reset, and the error may be lost.
    }
    assertNotEquals(NO_ERROR, connection.error());
  }
}
