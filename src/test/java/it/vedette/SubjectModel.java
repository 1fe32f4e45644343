package it.vedette;

import it.vedette.History.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subject, its sessions, and who has revoked them. */
final class SubjectModel {
  private final String name;
  private final List<SessionModel> sessions = new ArrayList<>();
  private final List<Revocation> revocations = new ArrayList<>();
  private final List<Span> orphans = new ArrayList<>();

  SubjectModel(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** A revocation of all sessions of the subject but one, perhaps. */
  final class Revocation {
    private final Optional<SessionModel> kept;
    private final Map<SessionModel, Event> ends = new HashMap<>();
    private final Map<SessionModel, Event> possible = new HashMap<>();
    private Span span = Span.open();

    private Revocation(Optional<SessionModel> kept) {
      this.kept = kept;
      sessions.forEach(session -> begin(session, ends));
    }

    private void begin(SessionModel session, Map<SessionModel, Event> events) {
      if (kept.filter(session::equals).isEmpty() && !session.isSurelyDead(span)) {
        events.put(session, session.beginEnd());
      }
    }

    /** What became of it. */
    void end(Span answered, Claim claim) {
      synchronized (SubjectModel.this) {
        span = claim == Claim.UNKNOWN ? answered.late() : answered;
        ends.forEach((session, end) -> session.end(end, answered, claim, true));
        // Whether those were there in time nobody knows.
        Claim unsure = claim == Claim.NOT_APPLIED ? claim : Claim.UNKNOWN;
        possible.forEach((session, end) -> session.end(end, answered, unsure, false));
        if (claim == Claim.NOT_APPLIED) {
          revocations.remove(this);
        } else if (claim == Claim.ACKNOWLEDGED) {
          orphans.removeIf(orphan -> orphan.isBefore(answered));
        }
      }
    }
  }

  /** A session of the subject was created in that time. */
  synchronized void add(SessionModel session, Span created) {
    sessions.add(session);
    for (Revocation revocation : revocations) {
      if (!revocation.span.isBefore(created)) {
        if (revocation.span.isOpen()) {
          revocation.begin(session, revocation.possible);
        } else {
          session.mayHaveEnded(revocation.span);
        }
      }
    }
  }

  /** A session of the subject may have been created of which nobody knows the id. */
  synchronized void addOrphan(Span created) {
    orphans.add(created.late());
  }

  synchronized int orphans() {
    return orphans.size();
  }

  /** All sessions of the subject begin to be revoked, perhaps but one. */
  synchronized Revocation revoke(Optional<SessionModel> kept) {
    Revocation revocation = new Revocation(kept);
    revocations.add(revocation);
    return revocation;
  }

  synchronized List<SessionModel> sessions() {
    return List.copyOf(sessions);
  }
}
