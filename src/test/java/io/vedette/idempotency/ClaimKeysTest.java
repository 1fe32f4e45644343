package io.vedette.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.redis.KeySpace;
import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class ClaimKeysTest {
  private final ClaimKeys keys = new ClaimKeys(new KeySpace("vedette"));

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  @Test
  void keys_haveTheDocumentedShapes() {
    assertEquals("vedette:1:{idempotency:42}", text(keys.claim("42")));
  }
}
