package it.vedette;

import it.vedette.SessionModel.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One of many callers, who does one thing after another with the sessions of all. */
final class SessionCaller {
  /** What is repeated until it is known how it ended. */
  interface Unfinished {
    /** Tries once more. */
    boolean isFinished();
  }

  private static final int MOST_UNFINISHED = 3;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** How late a session that nobody uses may expire. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final SessionLedger rateLimits;
  private final SessionCalls calls;
  private final SessionPool pool;
  private final Random random;
  private final SessionContent content;
  private final SessionEnds ends;
  private final Queue<Unfinished> unfinished = new ConcurrentLinkedQueue<>();

  SessionCaller(SessionLedger rateLimits, SessionCalls calls, SessionPool pool, int number) {
    this.rateLimits = rateLimits;
    this.calls = calls;
    this.pool = pool;
    this.random = new Random(number);
    this.content = new SessionContent(rateLimits, calls, random, number);
    this.ends = new SessionEnds(rateLimits, calls, random);
  }

  /** One request: a new one, unless it is to be the last, or an unfinished one again. */
  void step(boolean isLast) {
    Unfinished before = unfinished.peek();
    if (before != null && (isLast || random.nextBoolean())) {
      if (before.isFinished()) {
        unfinished.remove();
      }
    } else if (!isLast) {
      next();
    }
  }

  boolean isIdle() {
    return unfinished.isEmpty();
  }

  private boolean isBusy() {
    return unfinished.size() >= MOST_UNFINISHED;
  }

  private void begin(Unfinished next) {
    if (!next.isFinished()) {
      unfinished.add(next);
    }
  }

  private void next() {
    int dice = random.nextInt(1000);
    if (dice < 120 && !isBusy()) {
      renew();
    } else if (dice < 150) {
      ends.list(anySubject());
    } else if (dice < 152) {
      ends.revokeAll(pool.subject(random));
    } else if (dice < 200) {
      pool.dead(random).ifPresent(this::readDead);
    } else {
      pool.any(random).ifPresent(session -> use(session, random.nextInt(100)));
    }
  }

  private SubjectModel anySubject() {
    List<SubjectModel> all = List.copyOf(rateLimits.subjects());
    return all.isEmpty() ? pool.subject(random) : all.get(random.nextInt(all.size()));
  }

  /** Keeps the number of sessions about the same. */
  private void renew() {
    if (pool.wantsResidents()) {
      create(Optional.of(pool.residence(random)), LONG);
    } else if (random.nextInt(20) == 0) {
      create(Optional.of(pool.subject(random)), SHORT);
    } else if (pool.wantsMore()) {
      create(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pool.subject(random)), LONG);
    } else {
      pool.mortal(random).ifPresent(this::end);
    }
  }

  private void create(Optional<SubjectModel> subject, Duration idle) {
    begin(
        new SessionBirth(
            rateLimits,
            calls,
            random,
            subject,
            idle,
            (session, span) -> {
              if (idle.equals(SHORT)) {
                Span end = span.shifted(SHORT);
                session.expires(new Span(end.start(), end.end() + SLICE.toNanos()));
              } else {
                pool.add(session, subject);
              }
            }));
  }

  private void end(SessionPool.Member member) {
    SessionModel session = member.session();
    Optional<SubjectModel> subject = member.subject();
    int dice = random.nextInt(20);
    if (subject.isEmpty() && dice < 10) {
      bind(member);
    } else if (subject.isPresent() && dice == 0) {
      ends.revokeOthers(subject.get(), session, session.id());
    } else if (subject.isPresent() && dice < 8) {
      ends.revoke(subject.get(), session);
    } else {
      ends.logOut(session, session.id());
    }
  }

  /** Nobody else ends it meanwhile; when nobody knows how that ended, nobody uses it any more. */
  private void bind(SessionPool.Member member) {
    SessionModel session = member.session();
    Optional<SubjectModel> subject = Optional.of(pool.subject(random));
    if (session.rotating.compareAndSet(false, true)) {
      pool.remove(member);
      begin(
          new SessionRotation(
              rateLimits,
              calls,
              random,
              session,
              subject,
              claim -> {
                if (claim == Claim.ACKNOWLEDGED) {
                  pool.add(session, subject);
                }
              }));
    }
  }

  private void readDead(SessionModel session) {
    List<Token> ids = session.ids();
    content.readWithoutSlide(session, ids.get(random.nextInt(ids.size())));
  }

  private void use(SessionModel session, int dice) {
    List<Token> ids = session.ids();
    boolean former = ids.size() > 1 && random.nextInt(4) == 0;
    Token id = former ? ids.get(ids.size() - 2) : session.id();
    if (dice < 6 && !isBusy()) {
      rotate(session, id);
    } else if (dice < 40) {
      read(session, id, dice);
    } else {
      write(session, id, dice);
    }
  }

  private void rotate(SessionModel session, Token id) {
    if (!id.equals(session.id())) {
      ends.rotateAgain(session, id);
    } else if (session.rotating.compareAndSet(false, true)) {
      begin(new SessionRotation(rateLimits, calls, random, session, Optional.empty(), claim -> {}));
    }
  }

  private void read(SessionModel session, Token id, int dice) {
    if (dice < 28) {
      content.read(session, id);
    } else if (dice < 34) {
      content.readWithoutSlide(session, id);
    } else if (dice < 37) {
      content.readAttributes(session, id);
    } else {
      content.readAttribute(session, id);
    }
  }

  private void write(SessionModel session, Token id, int dice) {
    if (dice < 55) {
      content.patchOwn(session, id);
    } else if (dice < 70) {
      content.patchShared(session, id);
    } else if (dice < 80) {
      content.patchBoth(session, id);
    } else if (dice < 87) {
      content.setAttribute(session, id);
    } else if (dice < 91) {
      content.deleteAttribute(session, id);
    } else if (dice < 94) {
      content.replace(session, id);
    } else {
      content.touch(session, id);
    }
  }
}
