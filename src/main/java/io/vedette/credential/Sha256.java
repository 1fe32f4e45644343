package io.vedette.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 of a token or of a certificate. Two of them are compared in constant time; where it
 * is looked up in a table, time can tell of the first 32 bits of a hash, and nothing of a secret.
 */
public final class Sha256 {
  private static final int BYTES = 32;

  private final byte[] digest;

  private Sha256(byte[] digest) {
    this.digest = digest;
  }

  /** Of these bytes. */
  public static Sha256 of(byte[] bytes) {
    try {
      return new Sha256(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /** Reads 64 hexadecimal digits. */
  static Optional<Sha256> parse(String hex) {
    try {
      byte[] digest = HexFormat.of().parseHex(hex);
      return digest.length == BYTES ? Optional.of(new Sha256(digest)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** 64 hexadecimal digits in lower case. */
  public String hex() {
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 hash && MessageDigest.isEqual(digest, hash.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOf(digest, Integer.BYTES));
  }
}
