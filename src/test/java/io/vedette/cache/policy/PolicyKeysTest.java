package io.vedette.cache.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.redis.KeySpace;
import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class PolicyKeysTest {
  private final PolicyKeys keys = new PolicyKeys(new KeySpace("vedette"));

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  @Test
  void keys_haveTheDocumentedShapes() {
    assertEquals("vedette:1:{policies}:all", text(keys.policies()));
    assertEquals("vedette:1:{policies}:version", text(keys.version()));
    assertEquals("vedette:1:{policies}:operation:42", text(keys.operation("42")));
  }
}
