package it.vedette;

import it.vedette.SessionLedger.Trouble;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends requests to any of several servers, and counts what is answered. */
final class SessionCalls {
  static final String CURRENT = "/api/v1/sessions/current";
  static final String ATTRIBUTES = CURRENT + "/attributes";

  private final SessionLedger rateLimits;
  private final List<Client> servers = new CopyOnWriteArrayList<>();

  SessionCalls(SessionLedger rateLimits) {
    this.rateLimits = rateLimits;
  }

  /** One more server is asked. */
  void add(Client server) {
    servers.add(server);
  }

  /** This one is asked no more. */
  void remove(Client server) {
    servers.remove(server);
  }

  List<Client> servers() {
    return servers;
  }

  /** A request and its answer, which is absent when the connection broke. */
  record Call(Span span, Claim claim, Optional<Answer> answer) {
    boolean is(int status) {
      return answer.filter(it -> it.status() == status).isPresent();
    }

    boolean isAcknowledged() {
      return claim == Claim.ACKNOWLEDGED;
    }

    /** Whether the session was not found. */
    boolean isMissed() {
      return is(404) && answer.orElseThrow().problem().equals("session-not-found");
    }

    /** Whether the session was found. */
    boolean isFound() {
      return answer.filter(it -> it.status() < 500).isPresent() && !isMissed();
    }
  }

  /** To one of the servers. */
  Call send(
      String operation, Random random, String method, String path, String json, String... fields) {
    List<Client> all = List.copyOf(servers);
    Client server = all.get(random.nextInt(all.size()));
    return send(operation, server, method, path, json, fields);
  }

  /** To that server. */
  Call send(
      String operation, Client server, String method, String path, String json, String... fields) {
    long start = Span.now();
    Optional<Answer> answer = Optional.empty();
    try {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      answer = Optional.of(server.send(method, path, body, fields));
    } catch (UncheckedIOException broken) {
      // Nobody knows what became of it.
    }
    Span span = Span.since(start);
    // To touch a session is to use it: like a read, it has no outcome that matters.
    boolean write = !method.equals("GET") && !path.endsWith("/touch");
    Claim claim = answer.map(it -> claim(operation, write, it)).orElse(Claim.UNKNOWN);
    rateLimits.count(operation, outcome(claim, answer));
    rateLimits.answered(span, write && claim == Claim.ACKNOWLEDGED);
    return new Call(span, claim, answer);
  }

  private static String outcome(Claim claim, Optional<Answer> answer) {
    String word = claim.name().toLowerCase(Locale.ROOT);
    String status = answer.map(it -> Integer.toString(it.status())).orElse("no answer");
    return "%s (%s)".formatted(word, status);
  }

  private Claim claim(String operation, boolean write, Answer answer) {
    return switch (answer.status()) {
      case 200 -> success(operation, answer);
      case 201, 204 -> Claim.ACKNOWLEDGED;
      case 404, 409 -> Claim.NOT_APPLIED;
      case 503 -> refusal(operation, write, answer);
      default -> {
        report(operation, answer);
        yield Claim.UNKNOWN;
      }
    };
  }

  private Claim success(String operation, Answer answer) {
    if (answer.body().length == 0) {
      report(operation, answer);
      return Claim.UNKNOWN;
    }
    return Claim.ACKNOWLEDGED;
  }

  private Claim refusal(String operation, boolean write, Answer answer) {
    if (!answer.header("Retry-After").matches("[1-9][0-9]?")) {
      report(operation, answer);
    }
    return write ? Claim.of(answer) : Claim.NOT_APPLIED;
  }

  private void report(String operation, Answer answer) {
    rateLimits.report(
        Trouble.WRONG,
        "%s: %d %s %s"
            .formatted(operation, answer.status(), answer.headers().map(), answer.text()));
  }
}
