package it.vedette;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/**
 * One HTTP/2 connection, with prior knowledge, on which a test sends frame by frame what it likes.
 * Every wait is bounded. Content waits for the window of the server.
 */
final class FrameConnection implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final short INITIAL_WINDOW_SIZE = 4;
  private static final int FIRST_WINDOW = 65_535;
  private static final int PIECE = 16_384;

  private final Socket socket;
  private final URI base;
  private final HpackDecoder decoder = new HpackDecoder(65_536, System::nanoTime);
  private final Map<Integer, Exchange> exchanges = new ConcurrentHashMap<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final Semaphore window = new Semaphore(FIRST_WINDOW);
  private int last = -1;

  private static final class Exchange {
    private final Semaphore window = new Semaphore(FIRST_WINDOW);
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private volatile int status;
    private Map<String, List<String>> fields = Map.of();

    private void end() {
      HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
      answer.complete(new Answer(status, headers, content.toByteArray()));
    }
  }

  private FrameConnection(Socket socket, URI base) {
    this.socket = socket;
    this.base = base;
  }

  /** One that takes all content at once. */
  static FrameConnection to(URI base) throws IOException {
    return to(base, Integer.MAX_VALUE);
  }

  /** One that takes so many bytes of each answer. */
  static FrameConnection to(URI base, int window) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    FrameConnection connection = new FrameConnection(socket, base);
    socket.getOutputStream().write(PREFACE.getBytes(US_ASCII));
    byte[] setting = ByteBuffer.allocate(6).putShort(INITIAL_WINDOW_SIZE).putInt(window).array();
    connection.send(new Frame(Frame.SETTINGS, Frame.NONE, 0, setting));
    connection.send(Frame.of(Frame.WINDOW_UPDATE, 0, Integer.MAX_VALUE - FIRST_WINDOW));
    Thread reader = new Thread(connection::read);
    reader.setDaemon(true);
    reader.start();
    return connection;
  }

  synchronized void send(Frame frame) throws IOException {
    socket.getOutputStream().write(frame.bytes());
    socket.getOutputStream().flush();
  }

  /** The same frame so often. */
  void flood(Frame frame, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      send(frame);
    }
  }

  /** A stream of which nothing was sent yet. */
  synchronized int open() {
    last += 2;
    exchanges.put(last, new Exchange());
    return last;
  }

  /** The header block of a request. */
  byte[] head(String method, String path, String... fields) {
    String[] first = {
      ":method", method, ":scheme", "http", ":path", path, ":authority", base.getAuthority()
    };
    byte[] head = Frame.block(first);
    byte[] more = Frame.block(fields);
    return ByteBuffer.allocate(head.length + more.length).put(head).put(more).array();
  }

  /** The head of a request, and all of it if that ends it; gives back its stream. */
  synchronized int request(String method, String path, boolean ends, String... fields)
      throws IOException {
    int stream = open();
    int flags = Frame.END_HEADERS | (ends ? Frame.END_STREAM : Frame.NONE);
    send(new Frame(Frame.HEADERS, flags, stream, head(method, path, fields)));
    return stream;
  }

  /** A request without content; gives back its stream. */
  int get(String path) throws IOException {
    return request("GET", path, true);
  }

  /** The head of a request that has content; gives back its stream. */
  int put(String path, String... fields) throws IOException {
    return request("PUT", path, false, fields);
  }

  /** Content, as fast as the server takes it. */
  void content(int stream, byte[] content, boolean ends) throws Exception {
    int from = 0;
    do {
      int to = Math.min(content.length, from + PIECE);
      take(window, to - from);
      take(exchange(stream).window, to - from);
      int flags = ends && to == content.length ? Frame.END_STREAM : Frame.NONE;
      send(new Frame(Frame.DATA, flags, stream, Arrays.copyOfRange(content, from, to)));
      from = to;
    } while (from < content.length);
  }

  private static void take(Semaphore window, int bytes) throws Exception {
    if (!window.tryAcquire(bytes, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("the server takes no more content");
    }
  }

  private Exchange exchange(int stream) {
    return Objects.requireNonNull(exchanges.get(stream));
  }

  boolean isTo(URI other) {
    return base.equals(other);
  }

  boolean hasEnded() {
    return end.isDone();
  }

  /** How many requests have no answer yet. */
  long streams() {
    return exchanges.values().stream().filter(exchange -> !exchange.answer.isDone()).count();
  }

  CompletableFuture<Answer> future(int stream) {
    return exchange(stream).answer;
  }

  /** The answer, when it has ended. */
  Answer answer(int stream) throws Exception {
    return future(stream).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the head of the answer is there. */
  boolean isAnswering(int stream) {
    return exchange(stream).status > 0;
  }

  /** Whether the server has taken the request back instead of answering it. */
  boolean isReset(int stream) throws Exception {
    try {
      answer(stream);
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** The error with which the server ends the connection; -1 when it gives none. */
  int error() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void read() {
    try (var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
      while (!end.isDone()) {
        receive(Frame.read(in));
      }
    } catch (IOException | HpackException closed) {
      end.complete(-1);
    }
    IOException gone = new IOException("the connection has ended");
    exchanges.values().forEach(exchange -> exchange.answer.completeExceptionally(gone));
  }

  private void receive(Frame frame) throws IOException, HpackException {
    if (frame.type() == Frame.SETTINGS && !frame.has(Frame.ACK)) {
      send(new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]));
    } else if (frame.type() == Frame.GOAWAY) {
      end.complete(frame.number(4));
    } else if (frame.type() == Frame.WINDOW_UPDATE && frame.stream() == 0) {
      window.release(frame.number(0));
    } else if (frame.stream() > 0) {
      receive(frame, exchange(frame.stream()));
    }
  }

  private void receive(Frame frame, Exchange exchange) throws HpackException {
    switch (frame.type()) {
      case Frame.HEADERS -> {
        MetaData.Response head =
            (MetaData.Response) decoder.decode(ByteBuffer.wrap(frame.payload()));
        exchange.status = head.getStatus();
        exchange.fields = HttpFields.asMap(head.getHttpFields());
      }
      case Frame.DATA -> exchange.content.writeBytes(frame.payload());
      case Frame.WINDOW_UPDATE -> exchange.window.release(frame.number(0));
      case Frame.RST_STREAM ->
          exchange.answer.completeExceptionally(new IOException("reset: " + frame.number(0)));
      default -> throw new IllegalStateException("frame of type " + frame.type());
    }
    if (frame.type() <= Frame.HEADERS && frame.has(Frame.END_STREAM)) {
      exchange.end();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
