package it.vedette.servlet;

import it.vedette.local.ServletServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A user with one browser: its cookie goes to every server of the shop. */
final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();

  /** What the shop shows: the id of the session, the number of changes and the cart. */
  HttpResponse<String> look(ServletServer server) {
    return send(server, "GET", "");
  }

  HttpResponse<String> add(ServletServer server, String item) {
    return send(server, "POST", "?item=" + item);
  }

  HttpResponse<String> leave(ServletServer server) {
    return send(server, "DELETE", "");
  }

  private HttpResponse<String> send(ServletServer server, String method, String query) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.base() + "/shop/cart" + query))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
