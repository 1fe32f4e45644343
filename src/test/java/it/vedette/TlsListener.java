package it.vedette;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Shows a certificate to whoever connects, and counts who says something all the same. */
final class TlsListener implements AutoCloseable {
  private final SSLServerSocket socket;
  private final AtomicInteger trusting = new AtomicInteger();

  TlsListener(SSLContext context) throws IOException {
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        if (client.getInputStream().read() >= 0) {
          trusting.incrementAndGet();
        }
      } catch (IOException e) {
        // Refused by the client, or the end.
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  String address() {
    return "rediss://127.0.0.1:" + port();
  }

  /** How many have said something. */
  int trusting() {
    return trusting.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
