package io.vedette.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that treats each connection as a test says, and then reads until it ends. */
final class FakeTarget implements AutoCloseable {
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
  private static final int PATIENCE_SECONDS = 20;
  private static final int PAUSE_MILLIS = 20;

  private final ServerSocket listening;
  private final Manners manners;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore ended = new Semaphore(0);
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /** What it does to a connection. */
  interface Manners {
    void serve(Line line) throws IOException, InterruptedException;
  }

  FakeTarget(Manners manners) {
    this("127.0.0.1", 0, manners);
  }

  FakeTarget(String address, int port, Manners manners) {
    this.manners = manners;
    try {
      listening = new ServerSocket(port, 50, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.execute(this::accept);
  }

  /** One that answers all requests of a connection in the same way. */
  static FakeTarget answering(String answer) {
    return new FakeTarget(line -> line.answerAll(answer));
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The connections so far. */
  List<Line> lines() {
    return lines;
  }

  /** Waits until one more connection has begun. */
  void awaitBegin() throws InterruptedException {
    assertTrue(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "no connection has begun");
  }

  /** Waits until one more connection is ended by the other side. */
  void awaitEnd() throws InterruptedException {
    assertTrue(ended.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "no connection has ended");
  }

  private void accept() {
    try {
      while (true) {
        Line line = new Line(listening.accept());
        lines.add(line);
        begun.release();
        threads.execute(line::serve);
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  /** One of its connections. */
  final class Line {
    private final Socket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Line(Socket socket) {
      this.socket = socket;
    }

    List<String> requests() {
      return requests;
    }

    private void serve() {
      try (socket) {
        manners.serve(this);
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      } catch (IOException e) {
        // It was ended by the other side.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ended.release();
    }

    /** The next request, or nothing when none comes. */
    String request() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      for (int next = in.read(); next >= 0; next = in.read()) {
        head.append((char) next);
        if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
          Matcher length = LENGTH.matcher(head);
          int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
          requests.add(head + new String(in.readNBytes(bytes), ISO_8859_1));
          return requests.get(requests.size() - 1);
        }
      }
      return "";
    }

    Line write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return this;
    }

    void answerAll(String answer) throws IOException {
      while (!request().isEmpty()) {
        write(answer);
      }
    }

    /** For ever, without a pause. */
    void writeOn(String text) throws IOException {
      while (true) {
        write(text);
      }
    }

    /** For ever, with a pause after each character. */
    void drip(String text) throws IOException, InterruptedException {
      for (int i = 0; !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); i++) {
        write(text.substring(i % text.length(), i % text.length() + 1));
      }
    }

    void halfClose() throws IOException {
      socket.shutdownOutput();
    }

    void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    for (Line line : lines) {
      line.close();
    }
    threads.shutdownNow();
  }
}
