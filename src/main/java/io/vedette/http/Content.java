package io.vedette.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Content of an answer that knows how many bytes it is and writes its fields itself. */
public interface Content {
  /** Bytes that are sent. */
  long sentBytes();

  /** Sets the fields that tell of it, in the place of those that are there. */
  void describe(MultivaluedMap<String, Object> fields);

  void writeTo(OutputStream out) throws IOException;

  /** For answers of JAX-RS, which rewrites a media type that is given to it as such. */
  @Provider
  class Writer implements MessageBodyWriter<Content> {
    @Override
    public boolean isWriteable(
        Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
      return Content.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
        Content content,
        Class<?> type,
        Type generic,
        Annotation[] annotations,
        MediaType mediaType,
        MultivaluedMap<String, Object> fields,
        OutputStream out)
        throws IOException, WebApplicationException {
      content.describe(fields);
      content.writeTo(out);
    }
  }
}
