package io.vedette.task;

import io.vedette.http.Content;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A document with leases on its way to the worker. */
final class LeasesAnswer implements Content {
  private final byte[] document;
  private final Runnable unwritten;

  /**
   * A document.
   *
   * @param unwritten what is done when they cannot be written, because the worker has gone
   */
  LeasesAnswer(String document, Runnable unwritten) {
    this.document = document.getBytes(StandardCharsets.UTF_8);
    this.unwritten = unwritten;
  }

  @Override
  public long sentBytes() {
    return document.length;
  }

  @Override
  public void describe(MultivaluedMap<String, Object> fields) {
    fields.putSingle("Content-Type", "application/json");
    fields.putSingle("Content-Length", sentBytes());
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try {
      out.write(document);
      out.flush();
    } catch (IOException | RuntimeException gone) {
      unwritten.run();
      throw gone;
    }
  }
}
