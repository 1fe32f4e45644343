package io.vedette.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
  private final ApiToken token = ApiToken.random(new Random(1));

  @Test
  void random_hasTheFormThatScannersKnow() {
    assertTrue(token.secret().matches("vdt_[0-9A-Za-z]{49}"), token::secret);
    assertNotEquals(token.secret(), ApiToken.random(new Random(2)).secret());
  }

  @Test
  void parse_ofOnesOwnText_isTheSame() {
    assertEquals(token.hash(), ApiToken.parse(token.secret()).orElseThrow().hash());
  }

  @Test
  void parse_withAnyLetterChanged_isNothing() {
    String text = token.secret();
    for (int at = 0; at < text.length(); at++) {
      char other = text.charAt(at) == 'x' ? 'y' : 'x';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertTrue(ApiToken.parse(changed).isEmpty(), "changed at " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "vdt_", "Bearer", "vdt_é0000000000000000000000000000000000000000000000000"})
  void parse_ofAnotherForm_isNothing(String text) {
    assertTrue(ApiToken.parse(text).isEmpty());
  }

  @Test
  void toString_tellsNothing() {
    assertFalse(token.toString().contains(token.secret().substring(4, 10)));
  }
}
