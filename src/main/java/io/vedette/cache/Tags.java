package io.vedette.cache;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Tags of entries and ids of operations: 128 random bits, so that none comes twice. */
final class Tags {
  private static final int BYTES = 16;

  private final RandomGenerator random;

  Tags(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    byte[] noise = new byte[BYTES];
    random.nextBytes(noise);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
  }
}
