package io.vedette.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);
  private static final String THREE = "3".repeat(64);

  private static Credentials parse(String... lines) {
    return Credentials.parse(List.of(lines));
  }

  private static Sha256 hash(String hex) {
    return Sha256.parse(hex).orElseThrow();
  }

  @Test
  void lines_areCredentials_andCommentsAreNot() {
    Credentials credentials =
        parse("# who", "", "  shop sha256:" + ONE + " cache:read,admin:x never made by Ada  ");
    Credential shop = credentials.find(hash(ONE)).orElseThrow();
    assertEquals(1, credentials.size());
    assertEquals("shop", shop.id());
    assertEquals(Grants.parse(List.of("cache:read", "admin:x")), shop.grants());
    assertTrue(shop.isValid(Instant.MAX));
    assertTrue(credentials.find(hash(TWO)).isEmpty());
  }

  @Test
  void expiry_isTheFirstInstantAtWhichItDoesNotCount() {
    Credential shop =
        parse("shop sha256:" + ONE + " admin 2027-01-31T00:00:00Z").find(hash(ONE)).orElseThrow();
    assertTrue(shop.isValid(Instant.parse("2027-01-30T23:59:59.999Z")));
    assertFalse(shop.isValid(Instant.parse("2027-01-31T00:00:00Z")));
  }

  @Test
  void twoOfOneId_areARotation_andThreeAreAMistake() {
    String one = "shop sha256:" + ONE + " admin never";
    String two = "shop sha256:" + TWO + " admin never";
    assertEquals(2, parse(one, two).size());
    assertRefused(
        "line 3: 'shop' has more than 2", one, two, "shop sha256:" + THREE + " admin never");
  }

  @Test
  void sameHashTwice_isAMistake() {
    assertRefused(
        "line 2: the same credential",
        "shop sha256:" + ONE + " admin never",
        "till sha256:" + ONE + " admin never");
  }

  @ParameterizedTest
  @CsvSource({
    "shop,                              give: id",
    "shop sha256:{1} admin,             give: id",
    "sh/op sha256:{1} admin never,      an id has",
    "shop {1} admin never,              the second column",
    "shop sha256:12 admin never,        the second column",
    "shop sha256:{x} admin never,       the second column",
    "shop sha256:{1} root never,        'root' is not a scope",
    "'shop sha256:{1} admin, never',    '' is not a scope",
    "shop sha256:{1} admin tomorrow,    the fourth column",
    "shop sha256:{1} admin 2027-01-31,  the fourth column",
  })
  void brokenLine_isNamed_withoutItsHash(String line, String complaint) {
    String broken = line.replace("{1}", ONE).replace("{x}", "x".repeat(64));
    String message = assertRefused("line 2: " + complaint, "# first", broken);
    assertFalse(message.contains(ONE), message);
  }

  private static String assertRefused(String begin, String... lines) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> parse(lines)).getMessage());
    assertTrue(message.startsWith(begin), message);
    return message;
  }
}
