package io.vedette.near;

import java.util.Arrays;

/**
 * What a copy is of: the bytes of {@code key} are not changed after.
 *
 * @param region what changes together, for example a cache
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes
public record CopyKey(String region, byte[] key) {
  /** What scripts begin with that mark what may have been copied. */
  public static final String PRELUDE = "/io/vedette/near/near";

  @Override
  public boolean equals(Object other) {
    return other instanceof CopyKey that
        && Arrays.equals(key, that.key)
        && region.equals(that.region);
  }

  @Override
  public int hashCode() {
    return 31 * region.hashCode() + Arrays.hashCode(key);
  }
}
