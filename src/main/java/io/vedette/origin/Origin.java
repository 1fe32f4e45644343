package io.vedette.origin;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP server that has the values of caches.
 *
 * <p>Stages fail with a {@link Failure}: {@code ORIGIN_TIMEOUT} when it took too long, {@code
 * ORIGIN_UNAVAILABLE} when it cannot be reached, is left alone or has as many requests as it may,
 * {@code BAD_ORIGIN_ANSWER} when what it answers cannot be used whatever its status; with what the
 * caller threw when there was no room for a body.
 */
public final class Origin {
  private static final Logger LOG = Logger.getLogger(Origin.class.getName());
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int SERVER_ERROR = 500;
  private static final Set<Problem> ITS_FAILURES =
      Set.of(
          OriginProblems.ORIGIN_TIMEOUT,
          OriginProblems.ORIGIN_UNAVAILABLE,
          OriginProblems.BAD_ORIGIN_ANSWER);

  private final OriginConfig config;
  private final Connections connections;
  private final InstantSource clock;
  private final Circuit circuit;
  private final OriginMetrics metrics;
  private final Semaphore places;

  /** Makes one that has not been asked yet. */
  Origin(
      OriginConfig config,
      Connections connections,
      InstantSource clock,
      Circuit circuit,
      OriginMetrics metrics) {
    this.config = config;
    this.connections = connections;
    this.clock = clock;
    this.circuit = circuit;
    this.metrics = metrics;
    this.places = new Semaphore(config.concurrency());
  }

  /** The longest that a fetch takes. */
  public Duration timeout() {
    return config.timeout();
  }

  /** The request fields that it gets to see, in lower case. */
  public List<String> forward() {
    return config.forward();
  }

  /** The answer fields that it is trusted with, in lower case; from others they are withheld. */
  public Set<String> passOn() {
    return config.passOn();
  }

  /** Asks it once. Answers of every status are answers, but for redirects that are followed. */
  public CompletionStage<OriginAnswer> fetch(OriginRequest request) {
    Optional<URI> url = config.url().url(request.key());
    if (url.isEmpty()) {
      metrics.failed(OriginProblems.BAD_ORIGIN_ANSWER);
      return CompletableFuture.failedFuture(
          Failure.of(OriginProblems.BAD_ORIGIN_ANSWER, "The origin has no such keys.").lasting());
    }
    if (!places.tryAcquire()) {
      return refused("The origin has as many requests as it may.", SOON);
    }
    Optional<Duration> refusal = circuit.refusal();
    if (refusal.isPresent()) {
      places.release();
      return refused("The origin fails and is left alone for a moment.", refusal.get());
    }
    CompletableFuture<OriginAnswer> fetched;
    try {
      fetched = new Fetch(config, connections, clock, url.get(), request).start();
    } catch (RuntimeException e) {
      fetched = CompletableFuture.failedFuture(e);
    }
    return fetched.whenComplete(this::learn);
  }

  private CompletionStage<OriginAnswer> refused(String detail, Duration wait) {
    metrics.failed(OriginProblems.ORIGIN_UNAVAILABLE);
    return CompletableFuture.failedFuture(
        Failure.of(OriginProblems.ORIGIN_UNAVAILABLE, detail)
            .retryAfter(Duration.ofSeconds(wait.toSeconds() + 1)));
  }

  private void learn(@Nullable OriginAnswer answer, @Nullable Throwable thrown) {
    places.release();
    Throwable cause = Causes.ofNullable(thrown);
    if (answer != null) {
      metrics.answered(answer.status(), answer.took());
      learn(answer.status() >= SERVER_ERROR);
    } else if (cause instanceof Failure failure && ITS_FAILURES.contains(failure.problem())) {
      metrics.failed(failure.problem());
      // What it sent whole and cannot be used shows that it is there.
      learn(failure.retryable());
    } else {
      circuit.learnNothing();
    }
  }

  private void learn(boolean failed) {
    if (circuit.learn(failed)) {
      boolean open = circuit.isOpen();
      metrics.circuit(open);
      LOG.log(
          open ? Level.WARNING : Level.INFO,
          open ? "The origin {0} fails and is left alone" : "The origin {0} answers again",
          config.name());
    }
  }
}
