package io.vedette.cron;

import java.util.Optional;

/**
 * The values of a field.
 *
 * @param bits a bit for each, from 0 to 59; at least one is set
 */
record FieldValues(long bits) {
  boolean has(int value) {
    return (bits >> value & 1) == 1;
  }

  int first() {
    return Long.numberOfTrailingZeros(bits);
  }

  /** The least value that is not below this one, of 0 to 60. */
  Optional<Integer> from(int value) {
    long rest = bits & -1L << value;
    return rest == 0 ? Optional.empty() : Optional.of(Long.numberOfTrailingZeros(rest));
  }
}
