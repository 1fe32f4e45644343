package it.vedette;

import java.util.ArrayList;
import java.util.List;

/**
 * All that was written to one place and seen there: says what may be there now. Writers are
 * concurrent, some writes have an unknown outcome, and what is not replicated may be lost by a
 * fail-over.
 */
final class History {
  /** How sure an event is. */
  private enum Weight {
    /** It may have happened, or happen yet. */
    POSSIBLE,
    /** It has happened, and a fail-over may undo it. */
    MADE,
    /** It has happened for good. */
    KEPT
  }

  /** What a value is that was read. */
  enum Finding {
    EXPLAINED,
    /** Only explained by a fail-over that has lost what was not replicated. */
    LOST,
    IMPOSSIBLE
  }

  /** A value at a time: written, or seen. */
  record Event(String value, Span span, Weight weight) {}

  private final Failovers failovers;
  private final List<Event> writes = new ArrayList<>();
  private final List<Event> seen = new ArrayList<>();

  /** A place into which {@code value} was put then, for good. */
  History(Failovers failovers, String value, Span span) {
    this.failovers = failovers;
    writes.add(new Event(value, span, Weight.KEPT));
  }

  /** A write that begins now. */
  Event begin(String value) {
    return begin(value, Span.open());
  }

  /** A write that takes effect in that time, which may have no end yet. */
  synchronized Event begin(String value, Span span) {
    Event event = new Event(value, span, Weight.POSSIBLE);
    writes.add(event);
    return event;
  }

  /** What became of a write, and when. */
  synchronized void end(Event write, Span span, Claim claim, boolean replicated) {
    if (!writes.remove(write)) {
      throw new IllegalStateException("ended twice: " + write);
    }
    switch (claim) {
      case ACKNOWLEDGED ->
          writes.add(new Event(write.value(), span, replicated ? Weight.KEPT : Weight.MADE));
      case APPLIED -> writes.add(new Event(write.value(), span, Weight.MADE));
      case UNKNOWN -> writes.add(new Event(write.value(), span.late(), Weight.POSSIBLE));
      case NOT_APPLIED -> {}
    }
  }

  /** Whether {@code value} could have been read then. */
  synchronized Finding couldBe(String value, Span read) {
    Finding best = Finding.IMPOSSIBLE;
    for (Event write : writes) {
      if (write.value().equals(value) && write.span().start() <= read.end()) {
        Finding finding = after(write, read);
        best = finding.compareTo(best) < 0 ? finding : best;
      }
    }
    return best;
  }

  /** The same for what was read, which is remembered. */
  synchronized Finding read(String value, Span read) {
    Finding finding = couldBe(value, read);
    if (finding != Finding.IMPOSSIBLE) {
      seen.add(new Event(value, read, Weight.MADE));
    }
    return finding;
  }

  /** Whether {@code value} was written then or later, for good. */
  synchronized boolean isKept(String value, long since) {
    return writes.stream()
        .anyMatch(
            write ->
                write.weight() == Weight.KEPT
                    && write.value().equals(value)
                    && write.span().end() >= since);
  }

  /** Whether a reader may still have found what that write had written. */
  private Finding after(Event write, Span read) {
    Finding finding = Finding.EXPLAINED;
    for (List<Event> events : List.of(writes, seen)) {
      for (Event event : events) {
        if (overwrites(event, write, read)) {
          if (event.weight() == Weight.KEPT || !failovers.mayHaveLost(event.span(), read)) {
            return Finding.IMPOSSIBLE;
          }
          finding = Finding.LOST;
        }
      }
    }
    return finding;
  }

  /** Whether another value was there for sure after the write and before the read. */
  private static boolean overwrites(Event event, Event write, Span read) {
    return event.weight() != Weight.POSSIBLE
        && !event.value().equals(write.value())
        && write.span().isBefore(event.span())
        && event.span().isBefore(read);
  }

  @Override
  public synchronized String toString() {
    return "written " + writes + ", seen " + seen;
  }
}
