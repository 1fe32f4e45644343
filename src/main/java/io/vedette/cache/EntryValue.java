package io.vedette.cache;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * A value on its way out: JAX-RS rewrites a media type that is given to it as such (order, case,
 * quotes), so the field is set as plain text by a writer of our own.
 *
 * @param length of the value, also where it is not sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EntryValue(byte[] bytes, long length, String mediaType) {
  static EntryValue of(Entry entry) {
    return new EntryValue(entry.value(), entry.size(), entry.mediaType());
  }

  /** Writes values. */
  @Provider
  public static class Writer implements MessageBodyWriter<EntryValue> {
    @Override
    public boolean isWriteable(
        Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
      return type == EntryValue.class;
    }

    @Override
    public void writeTo(
        EntryValue value,
        Class<?> type,
        Type generic,
        Annotation[] annotations,
        MediaType mediaType,
        MultivaluedMap<String, Object> headers,
        OutputStream out)
        throws IOException {
      headers.putSingle("Content-Type", value.mediaType);
      headers.putSingle("Content-Length", Long.toString(value.length));
      out.write(value.bytes);
    }
  }
}
