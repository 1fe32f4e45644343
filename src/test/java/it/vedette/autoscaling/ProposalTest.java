package it.vedette.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {
  @ParameterizedTest
  @CsvSource({
    "2, 70, 2, as much as wanted",
    "2, 77, 2, within the tolerance",
    "2, 78, 3, above it",
    "2, 400, 12, as much as two cores give",
    "4, 64, 4, within the tolerance",
    "4, 62, 4, rounded up",
    "4, 52, 3, below it",
    "10, 7, 1, nearly idle",
  })
  void pods_thatAreAllKnown(int pods, double percent, int expected, String why) {
    assertEquals(expected, Proposal.of(pods, 70, counted(pods, percent)), why);
  }

  @Test
  void youngPods_countAsIdleWhenGrowing() {
    List<Usage> pods = counted(2, 140);
    pods.add(Usage.unready());
    pods.add(Usage.unready());

    assertEquals(4, Proposal.of(4, 70, pods));
  }

  @Test
  void youngPods_doNotCountWhenShrinking() {
    List<Usage> pods = counted(3, 20);
    pods.add(Usage.unready());

    assertEquals(1, Proposal.of(4, 70, pods));
  }

  @Test
  void missingPods_countAsBusyWhenShrinking() {
    List<Usage> pods = counted(2, 30);
    pods.add(Usage.missing());

    assertEquals(3, Proposal.of(3, 70, pods));
  }

  @Test
  void assumption_neverTurnsTheDirection() {
    List<Usage> pods = counted(2, 90);
    pods.add(Usage.unready());
    pods.add(Usage.missing());

    assertEquals(4, Proposal.of(4, 70, pods));
  }

  @Test
  void nothingKnown_changesNothing() {
    assertEquals(3, Proposal.of(3, 70, List.of(Usage.unready(), Usage.missing())));
  }

  @ParameterizedTest
  @CsvSource({"128, 10, 10", "512, 3, 3", "512, 10, 9"})
  void memory_ofAJvm_holdsPodsWithoutReason(int requestMib, int pods, int expected) {
    double percent = Math.min(100, 100.0 * Measured.WORKING_SET_MIB / requestMib);

    assertEquals(expected, Math.min(10, Proposal.of(pods, 80, counted(pods, percent))));
  }

  private static List<Usage> counted(int pods, double percent) {
    return new ArrayList<>(Collections.nCopies(pods, Usage.of(percent)));
  }
}
