package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.SessionCalls.Call;
import it.vedette.SessionLedger.Trouble;
import it.vedette.SessionModel.Token;
import it.vedette.local.RedisProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares sessions and lists with what they should be, through each server. */
final class SessionAudit implements AutoCloseable {
  private static final int THREADS = 12;
  private static final int GRACE_MILLIS = 10_000;

  private final SessionLedger rateLimits;
  private final SessionCalls calls;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  SessionAudit(SessionLedger rateLimits, SessionCalls calls) {
    this.rateLimits = rateLimits;
    this.calls = calls;
  }

  /** Reads those whose end was acknowledged then or later; a read may be refused. */
  void readEnded(long since) throws InterruptedException {
    read(rateLimits.sessions().stream().filter(session -> session.hasEnded(since)).toList());
  }

  private void read(Collection<SessionModel> sessions) throws InterruptedException {
    List<Callable<Call>> reads = new ArrayList<>();
    for (SessionModel session : sessions) {
      for (Token id : session.ids()) {
        for (Client server : calls.servers()) {
          reads.add(() -> read(session, id, server));
        }
      }
    }
    finish(reads);
  }

  private Call read(SessionModel session, Token id, Client server) {
    Call call =
        calls.send(
            "audit",
            server,
            "GET",
            SessionCalls.CURRENT + "?touch=false",
            "",
            "Session-Id",
            id.text());
    SessionContent.noteRead(session, id, call);
    return call;
  }

  /** Reads all sessions and all lists, when nobody writes any more: nothing may be refused. */
  void readAll() throws InterruptedException {
    read(rateLimits.sessions());
    for (SubjectModel subject : rateLimits.subjects()) {
      for (Client server : calls.servers()) {
        Call list =
            calls.send(
                "audit of a list", server, "GET", SessionEnds.path(subject) + "?limit=1000", "");
        Set<String> unknown = SessionEnds.compare(subject.sessions(), list);
        if (unknown.size() > subject.orphans()) {
          rateLimits.report(
              Trouble.RESURRECTED,
              "%s has sessions that nobody created: %s".formatted(subject.name(), unknown));
        }
      }
    }
  }

  /** Nothing was wrong at any time, and nothing is in what Redis has. */
  void assertTrue(RedisProcess master) {
    List<String> faults = SessionKeys.faults(master, GRACE_MILLIS);
    assertAll(
        rateLimits.toString(),
        () -> assertEquals(List.of(), faults),
        () -> assertEquals(0, rateLimits.troubles(Trouble.RESURRECTED)),
        () -> assertEquals(0, rateLimits.troubles(Trouble.LOST)),
        () -> assertEquals(0, rateLimits.troubles(Trouble.HALF)),
        () -> assertEquals(0, rateLimits.troubles(Trouble.WRONG)));
  }

  private void finish(List<Callable<Call>> reads) throws InterruptedException {
    for (Future<Call> read : threads.invokeAll(reads)) {
      try {
        read.get();
      } catch (ExecutionException fault) {
        throw new IllegalStateException("the audit itself is at fault", fault);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
