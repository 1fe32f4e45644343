package io.vedette.origin;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request to an origin, with the redirects that it may follow. */
final class Fetch {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 3;
  private static final int NOT_MODIFIED = 304;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final OriginConfig config;
  private final Connections connections;
  private final InstantSource clock;
  private final URI url;
  private final OriginRequest request;
  private final long started = System.nanoTime();

  /**
   * Prepares one.
   *
   * @param url of the request's key
   */
  Fetch(
      OriginConfig config,
      Connections connections,
      InstantSource clock,
      URI url,
      OriginRequest request) {
    this.config = config;
    this.connections = connections;
    this.clock = clock;
    this.url = url;
    this.request = request;
  }

  /** Ends within the time-out, whatever the origin does. */
  CompletableFuture<OriginAnswer> start() {
    return send(url, request.known(), 0).handle(this::conclude);
  }

  private CompletableFuture<OriginAnswer> send(URI to, Validators known, int redirects) {
    return connections
        .get(asked(to, known), this::body, () -> config.timeout().minus(taken()))
        .thenCompose(
            response -> {
              if (response.statusCode() == NOT_MODIFIED && !isConfirmed(known, response)) {
                return send(to, Validators.NONE, redirects);
              }
              if (!config.redirects() || !REDIRECTS.contains(response.statusCode())) {
                return CompletableFuture.completedFuture(answer(response));
              }
              return send(next(to, response, redirects), known, redirects + 1);
            });
  }

  /** A 304 about another answer than the stored one updates nothing: that one is to be sent. */
  private static boolean isConfirmed(Validators known, HttpResponse<byte[]> response) {
    if (known.isEmpty()) {
      throw bad("The origin answered 304 to a request without a condition.");
    }
    return known.confirmedBy(response.headers());
  }

  private HttpRequest.Builder asked(URI to, Validators known) {
    Map<String, String> fields = new HashMap<>(request.fields());
    fields.putAll(known.conditions());
    fields.putIfAbsent("user-agent", "vedette");
    fields.putAll(config.fields());
    HttpRequest.Builder asked = HttpRequest.newBuilder(to).timeout(config.timeout());
    fields.forEach(asked::setHeader);
    return asked;
  }

  private HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
    AnswerFraming.fault(info.headers())
        .ifPresent(
            fault -> {
              throw bad(fault);
            });
    return new BoundedBody(AnswerFraming.announced(info), request.maxBytes(), request.hold());
  }

  private URI next(URI from, HttpResponse<byte[]> response, int redirects) {
    URI to = location(from, response.headers().firstValue("Location").orElse(""));
    boolean home =
        Objects.equals(from.getScheme(), to.getScheme())
            && Objects.equals(from.getAuthority(), to.getAuthority());
    if (!home || redirects >= MOST_REDIRECTS) {
      throw bad("The origin redirects to another place, or without end.").lasting();
    }
    return to;
  }

  private static URI location(URI from, String text) {
    try {
      return from.resolve(text);
    } catch (IllegalArgumentException e) {
      throw bad("The origin redirects to no URL.").lasting();
    }
  }

  private OriginAnswer answer(HttpResponse<byte[]> response) {
    OriginAnswer answer =
        new OriginAnswer(
            response.statusCode(), response.headers(), response.body(), clock.instant(), taken());
    if (answer.headerSize() > OriginAnswer.LARGEST_HEADER) {
      throw bad("The header of the origin's answer has more than %d bytes."
              .formatted(OriginAnswer.LARGEST_HEADER))
          .lasting();
    }
    checkType(answer);
    return answer;
  }

  private Duration taken() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Of a value that is sent, or that is stored and gets another type. */
  private void checkType(OriginAnswer answer) {
    String type = answer.fields().firstValue("Content-Type").orElse("");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean typed =
        answer.status() / 100 == 2 || (answer.status() == NOT_MODIFIED && !type.isEmpty());
    if (typed && !config.mediaTypes().isEmpty() && !config.mediaTypes().contains(plain)) {
      throw bad("The origin's answer is of a media type that is not taken from it.").lasting();
    }
  }

  private OriginAnswer conclude(@Nullable OriginAnswer answer, @Nullable Throwable thrown) {
    if (answer != null) {
      return answer;
    }
    throw failure(Causes.ofNullable(thrown));
  }

  private RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof Failure failure) {
      return failure;
    }
    Throwable inner = cause != null && cause.getCause() != null ? cause.getCause() : cause;
    if (inner instanceof Failure failure) {
      return failure;
    }
    if (cause instanceof BoundedBody.TooLarge || inner instanceof BoundedBody.TooLarge) {
      return bad("The origin's answer has more than " + request.maxBytes() + " bytes.").lasting();
    }
    if (cause instanceof SSLException) {
      return unavailable("The origin's certificate is not trusted, or its TLS fails.");
    }
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || inner instanceof UnresolvedAddressException) {
      return unavailable("The origin cannot be reached.");
    }
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return Failure.of(OriginProblems.ORIGIN_TIMEOUT, "The origin did not answer in time.");
    }
    return cause instanceof IOException
        ? bad("The origin broke off its answer, or it is not HTTP.")
        : new IllegalStateException(cause);
  }

  private static Failure unavailable(String detail) {
    return Failure.of(OriginProblems.ORIGIN_UNAVAILABLE, detail).retryAfter(SOON);
  }

  private static Failure bad(String detail) {
    return Failure.of(OriginProblems.BAD_ORIGIN_ANSWER, detail);
  }
}
