package it.vedette;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The sessions that callers share: residents, which nobody ends, mortal ones, and the dead. */
final class SessionPool {
  private static final int RESIDENTS = 16;
  private static final int MORTALS = 120;
  private static final int SUBJECTS = 12;
  private static final int RESIDENCES = 2;

  /** A session and the subject that it has, or is to have. */
  record Member(SessionModel session, Optional<SubjectModel> subject) {}

  private final SessionLedger rateLimits;
  private final List<Member> residents = new ArrayList<>();
  private final List<Member> mortals = new ArrayList<>();
  private final List<SessionModel> dead = new ArrayList<>();

  SessionPool(SessionLedger rateLimits) {
    this.rateLimits = rateLimits;
  }

  /** A subject whose sessions are ended. */
  SubjectModel subject(Random random) {
    return rateLimits.subject("subject-" + random.nextInt(SUBJECTS));
  }

  /** A subject whose sessions stay. */
  SubjectModel residence(Random random) {
    return rateLimits.subject("resident-" + random.nextInt(RESIDENCES));
  }

  synchronized boolean wantsResidents() {
    return residents.size() < RESIDENTS;
  }

  synchronized boolean wantsMore() {
    return mortals.size() < MORTALS;
  }

  synchronized void add(SessionModel session, Optional<SubjectModel> subject) {
    boolean resides = subject.filter(it -> it.name().startsWith("resident")).isPresent();
    (resides ? residents : mortals).add(new Member(session, subject));
  }

  synchronized void remove(Member member) {
    mortals.remove(member);
  }

  /** One that may be ended; those that are dead for sure are put aside. */
  synchronized Optional<Member> mortal(Random random) {
    Optional<Member> one = pick(mortals, random);
    one.filter(it -> it.session().isSurelyDead(Span.since(Span.now())))
        .ifPresent(
            it -> {
              mortals.remove(it);
              dead.add(it.session());
            });
    return one;
  }

  synchronized Optional<SessionModel> any(Random random) {
    return random.nextBoolean()
        ? pick(residents, random).map(Member::session)
        : mortal(random).map(Member::session);
  }

  synchronized Optional<SessionModel> dead(Random random) {
    return pick(dead, random);
  }

  private static <T> Optional<T> pick(List<T> some, Random random) {
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }
}
