package io.vedette.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 of several parts, each with its length: parts that are cut elsewhere are others. */
public final class Fingerprint {
  private static final int BRIEF = 18;

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a part; where it ends counts, too. */
  public Fingerprint with(String part) {
    return with(part.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for bytes. */
  public Fingerprint with(byte[] part) {
    digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(part);
    return this;
  }

  byte[] bytes() {
    return digest.digest();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  /** Its first 144 bits, as 24 characters: none comes twice by chance, and few bytes are stored. */
  public String brief() {
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes(), BRIEF));
  }
}
