package io.vedette.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.redis.KeySpace;
import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class SessionKeysTest {
  private final SessionKeys keys = new SessionKeys(new KeySpace("vedette"));

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  @Test
  void keys_haveTheDocumentedShapes() {
    assertEquals("vedette:1:{sessions}:", text(keys.root()));
    assertEquals("vedette:1:{sessions}:operation:42", text(keys.operation("42")));
    assertEquals("vedette:1:{sessions}:session:h", text(keys.session("h")));
    assertEquals("vedette:1:{sessions}:subject:ada", text(keys.subject("ada".getBytes(UTF_8))));
    assertEquals("vedette:1:{sessions}:copies", text(keys.copies()));
  }
}
