package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentinelReportTest {
  private static final Map<String, String> ONE =
      Map.of("ip", "10.0.0.1", "port", "6379", "quorum", "2");
  private static final Map<String, String> OTHER =
      Map.of("ip", "10.0.0.2", "port", "6379", "quorum", "2");
  private static final Map<String, String> SILENT = Map.of();

  @Test
  void of_allAgreeing_hasQuorum() {
    SentinelReport report = SentinelReport.of(List.of(ONE, ONE, ONE));

    assertEquals(new SentinelReport(3, 3, 2, true), report);
    assertTrue(report.hasQuorum());
  }

  @Test
  void of_oneSilent_countsItAsKnownOnly() {
    assertEquals(new SentinelReport(3, 2, 2, true), SentinelReport.of(List.of(ONE, SILENT, ONE)));
  }

  @Test
  void of_twoMastersNamed_isNotAgreeing() {
    assertFalse(SentinelReport.of(List.of(ONE, OTHER, ONE)).agreeing());
  }

  @Test
  void of_noneAnswering_hasNoQuorum() {
    SentinelReport report = SentinelReport.of(List.of(SILENT, SILENT));

    assertEquals(new SentinelReport(2, 0, 0, true), report);
    assertFalse(report.hasQuorum());
  }

  /** A fail-over needs the quorum to agree and the majority of all to elect who does it. */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 2, true",
    "3, 2, 2, true",
    "3, 1, 2, false",
    "3, 2, 3, false",
    "5, 2, 2, false",
    "5, 3, 2, true",
    "4, 2, 2, false",
    "1, 1, 1, true",
    "0, 0, 0, false",
  })
  void hasQuorum_bySizes_needsQuorumAndMajority(
      int known, int answering, int quorum, boolean expected) {
    assertEquals(expected, new SentinelReport(known, answering, quorum, true).hasQuorum());
  }
}
