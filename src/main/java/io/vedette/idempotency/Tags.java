package io.vedette.idempotency;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Tags of what is stored and ids of operations: 128 random bits, so that none comes twice. */
public final class Tags {
  private static final int BYTES = 16;

  private final RandomGenerator random;

  public Tags(RandomGenerator random) {
    this.random = random;
  }

  /** A new one. */
  public String next() {
    byte[] noise = new byte[BYTES];
    random.nextBytes(noise);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
  }
}
