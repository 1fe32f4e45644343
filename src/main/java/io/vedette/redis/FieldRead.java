package io.vedette.redis;

import io.vedette.redis.Script.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A read of the same fields of hashes. It needs no script, and shares its round trip with those of
 * others.
 *
 * @param label what metrics call it
 * @param keys of the hashes, at most {@value #MOST_KEYS}
 * @param fields their names; the reply has their values in this order, null where there is none,
 *     those of the first key first. No names are all fields, of one key: then the reply has the
 *     name of each before its value
 * @param mark what is written before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FieldRead(String label, List<byte[]> keys, List<byte[]> fields, Optional<Mark> mark)
    implements Command {
  /** So many take Redis a tenth of a millisecond. */
  public static final int MOST_KEYS = 100;

  /**
   * A key that is there for so long from then on. That Redis refuses it keeps nobody from reading.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Mark(byte[] key, Duration time) {}

  public FieldRead {
    keys = List.copyOf(keys);
    fields = List.copyOf(fields);
    if (keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException("more keys than one round trip takes: " + keys.size());
    }
  }

  /** A read of one hash. */
  public FieldRead(String label, byte[] key, List<byte[]> fields, Optional<Mark> mark) {
    this(label, List.of(key), fields, mark);
  }

  @Override
  public Effect effect() {
    return Effect.READS;
  }

  @Override
  public int share() {
    return keys.size();
  }
}
