package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryValueTest {
  private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void write(EntryValue value) throws IOException {
    headers.putSingle("Content-Type", MediaType.APPLICATION_OCTET_STREAM_TYPE);
    value.describe(headers);
    value.writeTo(out);
  }

  @Test
  void writeTo_aValue_isByteExactUnderItsOwnType() throws IOException {
    byte[] bytes = {0, -1, 10, 13};
    write(new EntryValue(bytes, 4, "Text/X; b=\"2\";a=1"));

    assertArrayEquals(bytes, out.toByteArray());
    assertEquals("Text/X; b=\"2\";a=1", headers.getFirst("Content-Type"));
    assertEquals("4", headers.getFirst("Content-Length"));
  }

  @Test
  void writeTo_ofHead_tellsTheLengthAndWritesNothing() throws IOException {
    write(new EntryValue(new byte[0], 8_388_608, "a/b"));

    assertEquals(0, out.size());
    assertEquals("8388608", headers.getFirst("Content-Length"));
  }

  @Test
  void writeTo_whatBrowsersShowAsItIs_saysNothingOfSaving() throws IOException {
    write(new EntryValue(new byte[0], 0, "text/plain"));

    assertFalse(headers.containsKey("Content-Disposition"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inline                       | attachment
          inline; filename=attachment  | attachment
          attachments                  | attachment
          attachment x                 | attachment
          ''                           | attachment
          attachment                   | attachment
          Attachment; filename="a.svg" | Attachment; filename="a.svg"
          attachment ;filename=a.svg   | attachment ;filename=a.svg
          """)
  void writeTo_whatBrowsersRun_isSaved_underTheNameThatItHas(String said, String sent)
      throws IOException {
    headers.putSingle("Content-Disposition", said);
    write(new EntryValue(new byte[0], 0, "image/svg+xml"));

    assertEquals(List.of(sent), headers.get("Content-Disposition"));
  }
}
