package it.vedette;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** An origin that fails in the way that the path names. */
final class RudeOrigin {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
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
      switch (way) {
        case "short" -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        case "garbage" -> send(out, "not HTTP at all\r\n\r\n");
        case "silent" -> LockSupport.parkNanos(LONG.toNanos());
        case "slow" -> {
          send(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
          drip(out);
        }
        case "endless" -> {
          send(out, "HTTP/1.1 200 OK\r\n\r\n");
          flood(out);
        }
        case "large" -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
        case "headers" ->
            send(
                out,
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Long: "
                    + "x".repeat(20_000)
                    + "\r\n\r\n");
        case "redirect" ->
            send(
                out,
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        case "teapot" -> send(out, "HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n");
        default ->
            send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok");
      }
    } catch (IOException gone) {
      // The caller has closed the connection: what it should do.
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
