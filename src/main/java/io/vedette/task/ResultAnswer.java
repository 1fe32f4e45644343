package io.vedette.task;

import io.vedette.http.Content;
import io.vedette.task.life.Payload;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.OutputStream;

/** What came of a task, as its worker gave it. */
record ResultAnswer(Payload payload) implements Content {
  @Override
  public long sentBytes() {
    return payload.bytes().length;
  }

  @Override
  public void describe(MultivaluedMap<String, Object> fields) {
    fields.putSingle("Content-Type", payload.contentType());
    fields.putSingle("Content-Length", sentBytes());
    fields.putSingle("Content-Disposition", "attachment"); // no page of ours, whatever it says
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(payload.bytes());
  }
}
