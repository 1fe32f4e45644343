package it.vedette;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import it.vedette.local.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send or take little or nothing, for as long as they may. */
@Timeout(600)
class SlowClientIT {
  private static final int LARGE = 8 * 1024 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(45);

  private final Entries entries = Entries.fresh();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void serverIsUnharmed() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    HostileTarget.assertUnharmed();
  }

  /** All at once, so that they take no longer than the slowest. */
  @Test
  void slowClients_areCutOffWhileOthersAreServed() throws Exception {
    Client client = HostileTarget.client();
    Await.until(
        "a large value is stored",
        LONGEST,
        () -> client.send("PUT", entries.entry("large"), new byte[LARGE]).status() < 300);
    String put = "PUT " + entries.entry("slow") + " HTTP/1.1\r\nHost: x\r\n";
    List<CompletableFuture<Void>> cut =
        List.of(
            dribbled(put, ""),
            dribbled(put + "Content-Length: 9\r\n\r\n", ""),
            dribbled(put + "Content-Length: 100000\r\n\r\n", "a"),
            dribbled(put + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"));
    Socket reader = connected(4096);
    reader
        .getOutputStream()
        .write(bytes("GET " + entries.entry("large") + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    Await.until(
        "a slow reader and content on its way",
        LONGEST,
        () -> HostileTarget.gauge(client, "request_bytes_in_flight") >= LARGE);

    assertEquals(201, client.put(entries.entry("k"), "x").status());
    CompletableFuture.allOf(cut.toArray(CompletableFuture[]::new)).join();
    Await.until(
        "the bytes of the slow reader given back",
        LONGEST,
        () -> HostileTarget.gauge(client, "request_bytes_in_flight") == 0);
    assertEquals(404, client.get(entries.entry("slow")).status());
  }

  /**
   * Sends the start, then a piece each half second, until the server says 408 or closes: before it
   * closes it reads what is left of content in chunks.
   */
  private CompletableFuture<Void> dribbled(String start, String piece) throws IOException {
    Socket socket = connected(0);
    socket.setSoTimeout(500);
    socket.getOutputStream().write(bytes(start));
    return CompletableFuture.runAsync(
        () -> Await.until("a slow client cut off", LONGEST, () -> isCutOff(socket, piece)),
        task -> new Thread(task).start());
  }

  private static boolean isCutOff(Socket socket, String piece) {
    try {
      socket.getOutputStream().write(bytes(piece));
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);
      return length < 0 || new String(answer, 0, length, ISO_8859_1).startsWith("HTTP/1.1 408");
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void idleConnections_byTheThousand_costLittle() throws IOException {
    Client client = HostileTarget.client();
    int many = Math.min(10_000, files() - 2_000);
    assertTrue(many >= 1_000, "the limit of open files is " + files());
    for (int i = 0; i < many; i++) {
      Socket socket = connected(0);
      if (i % 2 == 0) {
        socket
            .getOutputStream()
            .write(bytes("GET " + entries.list() + " HTTP/1.1\r\nHost: x\r\nX"));
      }
      if (i % 1_000 == 0) {
        assertEquals(200, client.get(entries.list()).status());
      }
    }
    assertEquals(201, client.put(entries.entry("k"), "x").status());
    HostileTarget.assertUnharmed();
  }

  private static int files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : 1_024;
  }

  private Socket connected(int receiveBuffer) throws IOException {
    URI base = HostileTarget.server().base();
    Socket socket = new Socket();
    sockets.add(socket);
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), 10_000);
    return socket;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
