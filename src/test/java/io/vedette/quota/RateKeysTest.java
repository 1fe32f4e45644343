package io.vedette.quota;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.redis.KeySpace;
import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class RateKeysTest {
  private final RateKeys keys = new RateKeys(new KeySpace("vedette"));

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  @Test
  void keys_haveTheDocumentedShapes() {
    assertEquals(
        "vedette:1:{rates}:rate:cache:read:token:shop",
        text(keys.rate("token:shop", "cache:read")));
    assertEquals("vedette:1:{rates}:operation:42", text(keys.operation("42")));
  }
}
