package io.vedette.cache.entry;

import io.vedette.http.Sized;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way out: JAX-RS rewrites a media type that is given to it as such (order, case,
 * quotes), so the field is set as plain text by a writer of our own.
 *
 * @param length of the value, also where it is not sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EntryValue(byte[] bytes, long length, String mediaType) implements Sized {
  public static EntryValue of(Entry entry) {
    return new EntryValue(entry.value(), entry.size(), entry.mediaType());
  }

  @Override
  public long sentBytes() {
    return bytes.length;
  }

  /** Writes values; those that a browser could run or render are for saving only. */
  @Provider
  public static class Writer implements MessageBodyWriter<EntryValue> {
    private static final String DISPOSITION = "Content-Disposition";
    private static final Pattern SAVED = Pattern.compile("attachment\\s*(;|$)");

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
      if (!MediaTypes.isInert(value.mediaType) && !isSaved(headers.getFirst(DISPOSITION))) {
        headers.putSingle(DISPOSITION, "attachment");
      }
      out.write(value.bytes);
    }

    /** An origin may have named the file already. */
    private static boolean isSaved(@Nullable Object disposition) {
      return disposition != null
          && SAVED.matcher(disposition.toString().toLowerCase(Locale.ROOT)).lookingAt();
    }
  }
}
