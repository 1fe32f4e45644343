package it.vedette;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes what is signed with the secret that it knows, and refuses the rest for good. */
final class SignedReceiver implements AutoCloseable {
  private static final String ALGORITHM = "HmacSHA256";

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
    List<String> given =
        List.of(exchange.getRequestHeaders().getFirst("webhook-signature").split(" "));
    boolean genuine = given.contains(signature(exchange));
    signatures = given.size();
    if (!genuine) {
      refused.incrementAndGet();
    }
    exchange.sendResponseHeaders(genuine ? 204 : 403, -1);
    exchange.close();
  }

  private String signature(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (String field : List.of("webhook-id", "webhook-timestamp")) {
      String value = exchange.getRequestHeaders().getFirst(field) + ".";
      content.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }
    content.writeBytes(exchange.getRequestBody().readAllBytes());
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
