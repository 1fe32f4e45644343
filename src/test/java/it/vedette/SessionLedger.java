package it.vedette;

import it.vedette.History.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * All sessions as they should be, what was claimed of each operation on them, and each answer that
 * cannot be true.
 */
final class SessionLedger {
  /** What is wrong with an answer. */
  enum Trouble {
    /** A session, or an id of one, was found after its acknowledged end. */
    RESURRECTED,
    /** A session nobody has ended was not found, or a replicated write was not. */
    LOST,
    /** A session that was found lacks what was there from the beginning, or half of a write. */
    HALF,
    /** Anything else that no caller may be told. */
    WRONG
  }

  private static final int SHOWN = 5;

  private final Failovers failovers = new Failovers();
  private final Queue<SessionModel> sessions = new ConcurrentLinkedQueue<>();
  private final Map<String, SubjectModel> subjects = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Map<Trouble, Queue<String>> troubles = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private long acknowledged;
  private long lastAcknowledged;
  private Duration longestRefusal = Duration.ZERO;
  private Duration slowest = Duration.ZERO;

  Failovers failovers() {
    return failovers;
  }

  /** A value that nobody has written. */
  String fresh() {
    return Long.toString(numbers.incrementAndGet());
  }

  void add(SessionModel session) {
    sessions.add(session);
  }

  Collection<SessionModel> sessions() {
    return sessions;
  }

  SubjectModel subject(String name) {
    return subjects.computeIfAbsent(name, SubjectModel::new);
  }

  Collection<SubjectModel> subjects() {
    return subjects.values();
  }

  /** An operation and what was told of it. */
  void count(String operation, String outcome) {
    counts.computeIfAbsent(operation + " " + outcome, name -> new LongAdder()).increment();
  }

  /** Those of the operations that were not acknowledged so often. */
  List<String> seldom(List<String> operations, int often) {
    return operations.stream().filter(operation -> acknowledged(operation) < often).toList();
  }

  private long acknowledged(String operation) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(operation + " acknowledged"))
        .mapToLong(count -> count.getValue().sum())
        .sum();
  }

  /** A request was answered: an acknowledged write, or anything else. */
  synchronized void answered(Span span, boolean write) {
    slowest = slowest.compareTo(span.length()) < 0 ? span.length() : slowest;
    if (write) {
      acknowledged++;
      Duration gap = Duration.ofNanos(span.end() - lastAcknowledged);
      longestRefusal =
          lastAcknowledged > 0 && longestRefusal.compareTo(gap) < 0 ? gap : longestRefusal;
      lastAcknowledged = Math.max(lastAcknowledged, span.end());
    }
  }

  /** How many writes were acknowledged. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** What an attribute was found to be. */
  void read(Finding finding) {
    count("attribute read", finding.name().toLowerCase(Locale.ROOT));
  }

  void report(Trouble trouble, String what) {
    troubles.computeIfAbsent(trouble, kind -> new ConcurrentLinkedQueue<>()).add(what);
  }

  int troubles(Trouble trouble) {
    Queue<String> all = troubles.get(trouble);
    return all == null ? 0 : all.size();
  }

  /** Counts, and the first of what is wrong. */
  @Override
  public synchronized String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("sessions: " + sessions.size());
    for (Trouble trouble : Trouble.values()) {
      lines.add(trouble + ": " + troubles(trouble));
    }
    lines.add("longest time without an acknowledged write: " + longestRefusal);
    lines.add("slowest answer: " + slowest);
    counts.forEach((name, count) -> lines.add(name + ": " + count));
    troubles.forEach(
        (trouble, all) -> all.stream().limit(SHOWN).forEach(one -> lines.add(trouble + " " + one)));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
