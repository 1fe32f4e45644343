package io.vedette.cache.entry;

import io.vedette.http.Content;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way out; those that a browser could run or render are for saving only.
 *
 * @param length of the value, also where it is not sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EntryValue(byte[] bytes, long length, String mediaType) implements Content {
  private static final String DISPOSITION = "Content-Disposition";
  private static final Pattern SAVED = Pattern.compile("attachment\\s*(;|$)");

  public static EntryValue of(Entry entry) {
    return new EntryValue(entry.value(), entry.size(), entry.mediaType());
  }

  @Override
  public long sentBytes() {
    return bytes.length;
  }

  @Override
  public void describe(MultivaluedMap<String, Object> fields) {
    fields.putSingle("Content-Type", mediaType);
    fields.putSingle("Content-Length", Long.toString(length));
    if (!MediaTypes.isInert(mediaType) && !isSaved(fields.getFirst(DISPOSITION))) {
      fields.putSingle(DISPOSITION, "attachment");
    }
  }

  /** An origin may have named the file already. */
  private static boolean isSaved(@Nullable Object disposition) {
    return disposition != null
        && SAVED.matcher(disposition.toString().toLowerCase(Locale.ROOT)).lookingAt();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
