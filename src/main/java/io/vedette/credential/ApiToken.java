package io.vedette.credential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API token: {@code vdt_}, 43 letters for 256 random bits, and six for the CRC-32 of all that is
 * before them, both in base 62. The checksum tells a mistyped token from a wrong one without
 * looking it up, and tells secret scanners that it is one.
 */
public final class ApiToken {
  private static final String PREFIX = "vdt_";
  private static final Pattern FORM = Pattern.compile("vdt_[0-9A-Za-z]{49}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_DIGITS = 43;
  private static final int CHECK_DIGITS = 6;

  private final String text;

  private ApiToken(String text) {
    this.text = text;
  }

  /**
   * A new one.
   *
   * @param random must be one for cryptography
   */
  static ApiToken random(RandomGenerator random) {
    byte[] secret = new byte[RANDOM_BYTES];
    random.nextBytes(secret);
    String body = PREFIX + digits(new BigInteger(1, secret), RANDOM_DIGITS);
    return new ApiToken(body + checksum(body));
  }

  /** Reads a token; empty when its form or its checksum is wrong. */
  public static Optional<ApiToken> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    int end = text.length() - CHECK_DIGITS;
    return checksum(text.substring(0, end)).equals(text.substring(end))
        ? Optional.of(new ApiToken(text))
        : Optional.empty();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
  }

  private static String digits(BigInteger number, int count) {
    char[] digits = new char[count];
    BigInteger rest = number;
    for (int at = count - 1; at >= 0; at--) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      digits[at] = DIGITS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return new String(digits);
  }

  /** What is kept of it. */
  public Sha256 hash() {
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The secret itself, for the one who gets it. */
  String secret() {
    return text;
  }

  /** Not the secret. */
  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
