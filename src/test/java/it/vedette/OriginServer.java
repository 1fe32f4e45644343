package it.vedette;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP server that has what caches do not have, and counts how often it is asked. */
final class OriginServer implements AutoCloseable {
  private final HttpServer server;
  private final String base;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final Map<String, List<Map<String, List<String>>>> asked = new ConcurrentHashMap<>();

  /** What it does about one path. */
  interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  private OriginServer(HttpServer server, String host) {
    this.server = server;
    this.base = host + ":" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  static OriginServer start() {
    try {
      return new OriginServer(HttpServer.create(freePort(), 0), "http://127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One behind TLS, with a certificate for {@code localhost}. */
  static OriginServer start(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(freePort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new OriginServer(server, "https://localhost");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress freePort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked
        .computeIfAbsent(path, any -> new CopyOnWriteArrayList<>())
        .add(Map.copyOf(exchange.getRequestHeaders()));
    try (exchange) {
      handlers.getOrDefault(path, it -> send(it, 404, "nothing here")).answer(exchange);
    }
  }

  String base() {
    return base;
  }

  /** Its address for the setting of an origin. */
  String url() {
    return base + "/{key}";
  }

  /** Answers this path so from now on. */
  OriginServer on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  /** Answers this path with 200, a text and these fields. */
  OriginServer on(String path, String text, String... fields) {
    return on(path, exchange -> send(exchange, 200, text, fields));
  }

  /** Sends an answer; {@code fields} are name, value, name, value … */
  static void send(HttpExchange exchange, int status, String text, String... fields)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < fields.length; i += 2) {
      exchange.getResponseHeaders().add(fields[i], fields[i + 1]);
    }
    boolean empty = status == 304 || body.length == 0;
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  /** The header fields of each request for a path so far. */
  List<Map<String, List<String>>> asked(String path) {
    return asked.getOrDefault(path, List.of());
  }

  /** As if nobody had asked for anything. */
  void forget() {
    asked.clear();
  }

  int count(String path) {
    return asked(path).size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
