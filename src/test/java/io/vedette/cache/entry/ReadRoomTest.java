package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.traffic.Admission;
import io.vedette.traffic.TestTraffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRoomTest {
  private static final int ALL = 300 * 1024;

  private final Admission admission = TestTraffic.admission(ALL);

  private void assertLeft(long bytes) {
    assertThrows(Failure.class, () -> admission.hold(bytes + 1));
    admission.hold(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0, 16384, 0", "1, 16384, 16384", "100, 2621, 262100", "1000, 262, 262000"})
  void together_eachHasAShare_ofABoundedRoom(int values, long share, long held) {
    assertEquals(share, new ReadRoom(admission, values).share());
    assertLeft(ALL - held);
  }

  @Test
  void close_leavesWhatValuesTook() {
    ReadRoom room = new ReadRoom(admission, 100);
    room.took(2000);
    room.took(0);
    room.hold(5000);
    room.took(5000);

    room.close();
    assertLeft(ALL - 7000);
  }

  @Test
  void alone_aSmallValueNeedsNoRoom() {
    ReadRoom room = new ReadRoom(admission);
    room.took(room.share());

    assertEquals(EntryStore.AT_ONCE, room.share());
    assertLeft(ALL);
  }
}
