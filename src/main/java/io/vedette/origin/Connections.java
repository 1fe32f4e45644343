package io.vedette.origin;

import io.vedette.thread.Hops;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Those to one origin, over which requests are sent in turn. */
final class Connections {
  private final Supplier<HttpClient> client;
  private final Hops hops;
  private final Openings openings;

  /** Opens none before it is needed. */
  Connections(Supplier<HttpClient> client, Hops hops, Openings openings) {
    this.client = client;
    this.hops = hops;
    this.openings = openings;
  }

  /**
   * Sends a GET when it may be sent. Ends as {@link Hops#send} does, its waiting included; fails
   * with {@link HttpConnectTimeoutException} when that alone took too long.
   *
   * @param left the time that it still has, whenever asked
   */
  <T> CompletableFuture<HttpResponse<T>> get(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, Supplier<Duration> left) {
    CompletableFuture<Void> go = new CompletableFuture<>();
    Openings.Turn turn = openings.enter(() -> go.complete(null));
    return (go.isDone() ? go : hops.within(go, left.get()).exceptionallyCompose(Connections::none))
        .thenCompose(
            begun ->
                hops.send(
                    client.get(),
                    built(request, turn),
                    info -> {
                      turn.opened();
                      return body.apply(info);
                    },
                    left.get()))
        .whenComplete((answer, thrown) -> turn.ended());
  }

  /** To wait in vain for a connection is to get none in time. */
  private static CompletableFuture<Void> none(Throwable thrown) {
    return CompletableFuture.failedFuture(
        thrown.getCause() instanceof TimeoutException
            ? new HttpConnectTimeoutException("none was opened")
            : thrown);
  }

  private static HttpRequest built(HttpRequest.Builder request, Openings.Turn turn) {
    return turn.isOpening()
        ? request.method("GET", new NoBody(turn::opened)).build()
        : request.GET().build();
  }

  /**
   * Java's client does not tell when a connection is there. It asks for the length of the content
   * as it writes a request, which is then. The price is {@code Content-Length: 0} over HTTP/1.1, so
   * only those have it that others wait for.
   */
  private record NoBody(Runnable written) implements HttpRequest.BodyPublisher {
    @Override
    public long contentLength() {
      written.run();
      return 0;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      HttpRequest.BodyPublishers.noBody().subscribe(subscriber);
    }
  }
}
