package it.vedette;

import static it.vedette.History.Finding.EXPLAINED;
import static it.vedette.History.Finding.IMPOSSIBLE;
import static it.vedette.History.Finding.LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.History.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is taken for a lie, and what is not. */
class HistoryTest {
  private final Failovers failovers = new Failovers();
  private final History history = new History(failovers, "first", moment());

  /** Each is over when the next one begins. */
  private static Span moment() {
    Span moment = Span.since(Span.now());
    while (Span.now() <= moment.end()) {
      Thread.onSpinWait();
    }
    return moment;
  }

  private void write(String value, Claim claim, boolean replicated) {
    History.Event write = history.begin(value);
    history.end(write, moment(), claim, replicated);
  }

  private Finding read(String value) {
    return history.read(value, moment());
  }

  @Test
  void read_ofTheLastWrite_isExplained() {
    write("second", Claim.ACKNOWLEDGED, false);

    assertEquals(EXPLAINED, read("second"));
    assertEquals(IMPOSSIBLE, read("first"));
    assertEquals(IMPOSSIBLE, read("never written"));
  }

  @Test
  void write_notReplicated_mayBeLostByAFailoverOnly() {
    write("second", Claim.ACKNOWLEDGED, false);
    assertEquals(IMPOSSIBLE, history.couldBe("first", moment()));
    failovers.begin();
    assertEquals(LOST, history.couldBe("first", moment()));
    failovers.end();

    assertEquals(LOST, read("first"));
    assertEquals(IMPOSSIBLE, read("second"), "what was lost does not come back");
    write("third", Claim.ACKNOWLEDGED, false);
    assertEquals(IMPOSSIBLE, read("first"), "no fail-over after it");
  }

  @Test
  void write_replicated_isNeverLost() {
    write("second", Claim.ACKNOWLEDGED, true);
    failovers.begin();
    assertEquals(IMPOSSIBLE, read("first"));
    failovers.end();
    assertEquals(IMPOSSIBLE, read("first"));
    assertEquals(EXPLAINED, read("second"));
  }

  @Test
  void write_refused_isNotThere() {
    write("second", Claim.NOT_APPLIED, true);

    assertEquals(IMPOSSIBLE, read("second"));
    assertEquals(EXPLAINED, read("first"));
  }

  @Test
  void write_ofUnknownOutcome_mayBeThereOrComeYet() {
    write("second", Claim.UNKNOWN, true);

    assertEquals(EXPLAINED, read("first"));
    assertEquals(EXPLAINED, read("second"));
    assertEquals(IMPOSSIBLE, read("first"), "once seen, it is there");
  }

  @Test
  void write_onTooFewReplicas_isThereUntilAFailover() {
    write("second", Claim.APPLIED, true);
    assertEquals(IMPOSSIBLE, read("first"));
    failovers.begin();
    assertEquals(LOST, read("first"));
    failovers.end();
  }

  @Test
  void writes_atTheSameTime_comeInAnyOrder() {
    History.Event one = history.begin("one");
    History.Event other = history.begin("other");
    assertEquals(EXPLAINED, history.couldBe("one", moment()));
    history.end(one, new Span(one.span().start(), Span.now()), Claim.ACKNOWLEDGED, true);
    history.end(other, new Span(other.span().start(), Span.now()), Claim.ACKNOWLEDGED, true);

    assertEquals(EXPLAINED, history.couldBe("one", moment()));
    assertEquals(EXPLAINED, history.couldBe("other", moment()));
    assertEquals(IMPOSSIBLE, history.couldBe("first", moment()));
  }

  @Test
  void write_thatBeginsLater_isNotThereBefore() {
    Span later = Span.open().shifted(Duration.ofHours(1));
    history.begin("second", later);

    assertEquals(IMPOSSIBLE, read("second"));
    assertEquals(EXPLAINED, history.couldBe("second", moment().shifted(Duration.ofHours(2))));
  }
}
