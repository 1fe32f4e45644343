package io.vedette.cache.entry;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** A range of keys in the order of their bytes, with its ends as {@code ZRANGEBYLEX} takes them. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeyRange(byte[] lower, byte[] upper) {
  private static final byte[] FIRST = {'-'};
  private static final byte[] LAST = {'+'};

  /** The keys that begin with {@code prefix} and come behind {@code after}. */
  public static KeyRange of(byte[] prefix, Optional<EntryKey> after) {
    byte[] lower =
        after
            .map(key -> end('(', key.bytes()))
            .orElseGet(() -> prefix.length == 0 ? FIRST : end('[', prefix));
    return new KeyRange(lower, successor(prefix).map(key -> end('(', key)).orElse(LAST));
  }

  /** The least key behind all that begin with {@code prefix}; empty when there is none. */
  private static Optional<byte[]> successor(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] next = Arrays.copyOf(prefix, length);
    next[length - 1]++;
    return Optional.of(next);
  }

  private static byte[] end(char bound, byte[] key) {
    ByteArrayOutputStream end = new ByteArrayOutputStream(key.length + 1);
    end.write(bound);
    end.writeBytes(key);
    return end.toByteArray();
  }
}
