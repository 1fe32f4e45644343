package io.vedette.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The stored form is a contract with the data of yesterday. */
class KeySpaceTest {
  private final KeySpace space = new KeySpace("vedette");

  @Test
  void names_ofTheDoor_haveTheDocumentedShapes() {
    assertEquals("vedette:1:mark", new String(space.mark(), ISO_8859_1));
    assertEquals("vedette:1:beat", new String(space.beat(), ISO_8859_1));
    assertEquals("vedette:1:topics", new String(space.topics(), ISO_8859_1));
  }

  @Test
  void name_anyBytes_followItsBeginUnchanged() {
    byte[] key = new byte[256];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }

    byte[] name = ("vedette:1:x:" + new String(key, ISO_8859_1)).getBytes(ISO_8859_1);
    assertArrayEquals(name, space.name("x:", key));
  }

  @Test
  void names_ofAnotherPrefix_areOthers() {
    assertEquals("blue:1:x", new String(new KeySpace("blue").name("x"), ISO_8859_1));
  }
}
