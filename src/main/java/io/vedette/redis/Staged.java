package io.vedette.redis;

import java.time.Duration;

/**
 * A value that is too large to pass through a script: it is put where the script finds it, in a
 * round trip before. The script takes the key as its last and gives the hash another name, or lets
 * it go; what nobody takes expires. When there is nothing it tries to write, so that it is refused
 * for what that was refused for, and answers {@link #GONE}.
 *
 * @param key of a hash of one field, which no other call uses
 * @param time for which it waits for the script
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Staged(byte[] key, byte[] field, byte[] value, Duration time) {
  /** What a script answers that has found nothing, and has done nothing, now or before. */
  static final String GONE = "unstaged";
}
