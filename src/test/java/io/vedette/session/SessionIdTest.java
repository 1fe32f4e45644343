package io.vedette.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
  private static final String KNOWN = "vds_" + "A".repeat(43);

  @Test
  void random_isReadAgain_andNeverTheSame() {
    Random random = new Random(7);
    SessionId first = SessionId.random(random);
    assertEquals(47, first.secret().length());
    assertEquals(first.digest(), SessionId.parse(first.secret()).orElseThrow().digest());
    assertNotEquals(first.digest(), SessionId.random(random).digest());
  }

  /** What stands in Redis is a contract with the data of yesterday. */
  @Test
  void digest_isTheSha256OfTheText() {
    assertEquals(
        "b519fc2f248c9423", SessionId.parse(KNOWN).orElseThrow().digest().substring(0, 16));
  }

  @Test
  void toString_tellsNothing() {
    SessionId id = SessionId.random(new Random(7));
    assertFalse(id.toString().contains(id.secret().substring(4)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vds_",
        "vdt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "vds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "vds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "vds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        " vds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "vds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
      })
  void parse_ofAnythingElse_isEmpty(String text) {
    assertTrue(SessionId.parse(text).isEmpty());
  }
}
