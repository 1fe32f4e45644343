package io.vedette.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InputErrorTest {
  @Test
  void nameAndDetail_ofAnyLength_areRepeatedInShort() {
    InputError error = InputError.parameter("n".repeat(4_000_000), "d".repeat(501));

    assertEquals("n".repeat(500) + "…", error.name());
    assertEquals("d".repeat(500) + "…", error.detail());
  }

  @Test
  void detail_upToItsLongest_isKept() {
    assertEquals("d".repeat(500), InputError.header("n", "d".repeat(500)).detail());
  }

  @Test
  void detail_cutInAPair_losesBothHalves() {
    assertEquals("d".repeat(499) + "…", InputError.pointer("", "d".repeat(499) + "😀").detail());
  }
}
