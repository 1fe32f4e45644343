package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final Annotation[] NONE = {};
  private static final MediaType ANY = MediaType.WILDCARD_TYPE;

  private final Content.Writer writer = new Content.Writer();

  private record Letter(int letter) implements Content {
    @Override
    public long sentBytes() {
      return 1;
    }

    @Override
    public void describe(MultivaluedMap<String, Object> fields) {
      fields.putSingle("Content-Type", "letter/" + letter);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(letter);
    }
  }

  @Test
  void writer_hasContentDescribeItselfBeforeItIsWritten() throws IOException {
    MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
    fields.putSingle("Content-Type", ANY);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(int letter) {
            assertEquals("letter/65", fields.getFirst("Content-Type"));
            super.write(letter);
          }
        };

    writer.writeTo(new Letter('A'), Letter.class, Letter.class, NONE, ANY, fields, out);

    assertEquals("A", out.toString(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void writer_ofOtherTypes_isNone() {
    assertTrue(writer.isWriteable(Letter.class, Letter.class, NONE, ANY));
    assertFalse(writer.isWriteable(byte[].class, byte[].class, NONE, ANY));
  }
}
