package it.vedette;

import java.util.ArrayList;
import java.util.List;

/** When masters were lost: what was not replicated by then may be lost with them. */
final class Failovers {
  private final List<Span> spans = new ArrayList<>();

  /** Before the master is hit. */
  synchronized void begin() {
    spans.add(Span.open());
  }

  /** When all of Redis is well again. */
  synchronized void end() {
    Span last = spans.remove(spans.size() - 1);
    spans.add(Span.since(last.start()));
  }

  /** Whether what was written then may be missing from what was read then. */
  synchronized boolean mayHaveLost(Span write, Span read) {
    return spans.stream()
        .anyMatch(lost -> lost.start() <= read.end() && write.start() <= lost.end());
  }
}
