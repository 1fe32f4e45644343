package io.vedette.session;

import io.vedette.credential.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What grants a session: {@code vds_} and 256 random bits in base64url. The prefix lets secret
 * scanners know one. Only its SHA-256 is kept anywhere.
 */
final class SessionId {
  /** The header field that carries it. */
  static final String FIELD = "Session-Id";

  private static final String PREFIX = "vds_";
  private static final Pattern FORM = Pattern.compile("vds_[A-Za-z0-9_-]{43}");
  private static final int BYTES = 32;

  private final String text;
  private final String digest;

  private SessionId(String text) {
    this.text = text;
    this.digest = Sha256.of(text.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  /**
   * A new one.
   *
   * @param random must be one for cryptography
   */
  static SessionId random(RandomGenerator random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new SessionId(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Reads an id; empty when it has not the form of one. */
  static Optional<SessionId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  /** What is kept of it. */
  String digest() {
    return digest;
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
