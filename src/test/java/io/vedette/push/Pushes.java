package io.vedette.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client, whose resolver answers as a test says. */
final class Pushes implements AutoCloseable {
  static final String NAME = "hooks.example";
  static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(100);
  static final int MOST_BYTES = 1000;

  private final List<List<InetAddress>> answers = new ArrayList<>();
  private final List<String> looked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  final PushClient client;

  /**
   * Makes one.
   *
   * @param answers of the resolver, each a list of addresses with commas; the last one for ever
   */
  Pushes(String... answers) {
    for (String answer : answers) {
      this.answers.add(addresses(answer.split(",", -1)));
    }
    this.client = new PushClient(this::look, threads, () -> NOW);
  }

  static List<InetAddress> addresses(String... literals) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      try {
        addresses.add(InetAddress.getByName(literal));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }
    return addresses;
  }

  private synchronized List<InetAddress> look(String name) throws UnknownHostException {
    looked.add(name);
    if (answers.isEmpty()) {
      throw new UnknownHostException(name);
    }
    return answers.size() > 1 ? answers.remove(0) : answers.get(0);
  }

  /** The names that were resolved. */
  List<String> looked() {
    return looked;
  }

  static PushTarget target(String scheme, int port) {
    return new PushTarget(
        new TargetUrl(scheme + "://" + NAME + ":" + port + "/hook?a=b"), true, Optional.empty(), 1);
  }

  static PushRequest request(Duration timeout) {
    return new PushRequest(
        "POST",
        "",
        Map.of("Content-Type", "text/plain"),
        "{}".getBytes(UTF_8),
        timeout,
        MOST_BYTES);
  }

  CompletableFuture<PushAnswer> send(PushTarget target, Duration timeout) {
    return client.send(target, request(timeout)).toCompletableFuture();
  }

  /** Why a push ended without an answer. */
  static PushFailure failure(CompletableFuture<PushAnswer> pushed) {
    Throwable cause = assertThrows(CompletionException.class, pushed::join).getCause();
    return assertInstanceOf(PushFailure.class, Objects.requireNonNull(cause));
  }

  PushFailure.Reason reason(PushTarget target, Duration timeout) {
    return failure(send(target, timeout)).reason();
  }

  static String body(PushAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  @Override
  public void close() {
    client.close();
    threads.shutdownNow();
  }
}
