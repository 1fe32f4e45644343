package it.vedette;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes what is signed with the secret that it knows, as the library of Standard Webhooks says, and
 * refuses the rest for good.
 */
final class SignedReceiver implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger refused = new AtomicInteger();
  private volatile String secret;
  private volatile int signatures;

  SignedReceiver(String secret) throws IOException {
    this.secret = secret;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::receive);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** From now on it knows this one alone. */
  void know(String other) {
    secret = other;
  }

  /** How many there were in the last request. */
  int signatures() {
    return signatures;
  }

  int refused() {
    return refused.get();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Headers fields = exchange.getRequestHeaders();
    signatures = fields.getFirst("webhook-signature").split(" ").length;
    String content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(isGenuine(content, fields) ? 204 : 403, -1);
    exchange.close();
  }

  private boolean isGenuine(String content, Headers fields) {
    try {
      new Webhook(secret).verify(content, fields);
      return true;
    } catch (WebhookVerificationException e) {
      refused.incrementAndGet();
      return false;
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
