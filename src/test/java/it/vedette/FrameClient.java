package it.vedette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client that speaks HTTP/2 with prior knowledge, for which that of the JDK has to be asked to in
 * vain. Its requests share connections with those of all others like it.
 */
final class FrameClient extends Client {
  /** Two below what the server offers: it learns of the end of an answer later than we do. */
  private static final int MOST_STREAMS = 30;

  private static final int PATIENCE_SECONDS = 20;
  private static final List<FrameConnection> CONNECTIONS = new ArrayList<>();

  private final URI base;

  FrameClient(URI base) {
    super(base);
    this.base = base;
  }

  private static FrameConnection connection(URI base) throws IOException {
    synchronized (CONNECTIONS) {
      CONNECTIONS.removeIf(FrameConnection::hasEnded);
      for (FrameConnection connection : CONNECTIONS) {
        if (connection.isTo(base) && connection.streams() < MOST_STREAMS) {
          return connection;
        }
      }
      FrameConnection another = FrameConnection.to(base);
      CONNECTIONS.add(another);
      return another;
    }
  }

  @Override
  Answer send(String method, String path, byte[] body, String... headers) {
    try {
      return sendAsync(method, path, body, headers).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  CompletableFuture<Answer> sendAsync(String method, String path, byte[] body, String... headers) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(headers[i].toLowerCase(Locale.ROOT));
      fields.add(headers[i + 1]);
    }
    if (body.length > 0) {
      fields.addAll(List.of("content-length", Integer.toString(body.length)));
    }
    try {
      FrameConnection connection = connection(base);
      String[] all = fields.toArray(String[]::new);
      int stream = connection.request(method, path, body.length == 0, all);
      if (body.length > 0) {
        connection.content(stream, body, true);
      }
      return connection.future(stream);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
