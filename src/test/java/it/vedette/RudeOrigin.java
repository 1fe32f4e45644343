package it.vedette;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** An origin that fails in the way that the path names. */
final class RudeOrigin {
  private static final String CHUNK = "\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

  /** Answers of which nobody can say where they end; the connection stays open. */
  private static final Map<String, String> FRAMINGS =
      Map.of(
          "both", "Transfer-Encoding: chunked\r\nContent-Length: 8" + CHUNK,
          "lengths", "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
          "letter", "Content-Length: 3x\r\n\r\nabc",
          "negative", "Content-Length: -3\r\n\r\nabc",
          "list", "Content-Length: 3, 5\r\n\r\nabcde",
          "huge", "Content-Length: 99999999999999999999\r\n\r\nabc",
          "gzip", "Transfer-Encoding: gzip, chunked" + CHUNK,
          "twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip" + CHUNK,
          "chunk", "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");

  private static final String EMPTY = "Content-Length: 0\r\n\r\n";

  /** What stands after the version. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "short", "200 OK\r\nContent-Length: 100\r\n\r\nshort",
          "garbage", "is not what this is\r\n\r\n",
          "large", "200 OK\r\nContent-Length: 99999999\r\n\r\n",
          "headers", "200 OK\r\nX-Long: " + "x".repeat(20_000) + "\r\n" + EMPTY,
          "redirect", "302 Found\r\nLocation: http://127.0.0.1:1/\r\n" + EMPTY,
          "forbidden", "403 No\r\n" + EMPTY,
          "early", "425 Early\r\n" + EMPTY,
          "teapot", "418 No\r\n" + EMPTY);

  private static final String FINE =
      "200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok";

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;

  private RudeOrigin(ServerSocket server) {
    this.server = server;
  }

  /** Starts one, for as long as the virtual machine lives. */
  static RudeOrigin start() {
    try {
      RudeOrigin origin = new RudeOrigin(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread serving = new Thread(origin::serve, "rude origin");
      serving.setDaemon(true);
      serving.start();
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address for a setting. */
  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/{key}";
  }

  boolean isAsked(String path) {
    return asked.contains(path);
  }

  /** Whether the caller has closed the connection on which this was asked. */
  boolean isLeft(String path) {
    return left.contains(path);
  }

  /** One thread for each connection: some of them never end. */
  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> answer(socket), "rude answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Fails in the way that the path names. */
  private void answer(Socket socket) {
    try (socket) {
      byte[] request = new byte[4096];
      int length = socket.getInputStream().read(request);
      String line = new String(request, 0, Math.max(0, length), StandardCharsets.US_ASCII);
      OutputStream out = socket.getOutputStream();
      asked.add(line.split(" ", 3)[1]);
      String way = line.split("[ /]", 4)[2];
      if (FRAMINGS.containsKey(way)) {
        send(out, "HTTP/1.1 200 OK\r\n" + FRAMINGS.get(way));
        awaitEnd(socket);
        left.add(line.split(" ", 3)[1]);
        return;
      }
      switch (way) {
        case "silent" -> LockSupport.parkNanos(LONG.toNanos());
        case "reset" -> socket.setSoLinger(true, 0);
        case "slow" -> {
          send(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
          drip(out);
        }
        case "endless" -> {
          send(out, "HTTP/1.1 200 OK\r\n\r\n");
          flood(out);
        }
        default -> send(out, "HTTP/1.1 " + TEXTS.getOrDefault(way, FINE));
      }
    } catch (IOException gone) {
      // The caller has closed the connection: what it should do.
    }
  }

  private static void awaitEnd(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException reset) {
      // An end as well.
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void drip(OutputStream out) throws IOException {
    for (int i = 0; i < 90; i++) {
      send(out, "x");
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static void flood(OutputStream out) throws IOException {
    byte[] part = new byte[64 * 1024];
    for (int i = 0; i < 100_000; i++) {
      out.write(part);
    }
  }
}
