package io.vedette.near;

import java.util.Arrays;

/** What a copy is of: the bytes of {@code key} are not changed after. */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes
public record CopyKey(String cache, byte[] key) {
  /** What scripts begin with that mark what may have been copied, and tell of its changes. */
  public static final String PRELUDE = "/io/vedette/near/near";

  @Override
  public boolean equals(Object other) {
    return other instanceof CopyKey that
        && Arrays.equals(key, that.key)
        && cache.equals(that.cache);
  }

  @Override
  public int hashCode() {
    return 31 * cache.hashCode() + Arrays.hashCode(key);
  }
}
