package io.vedette.redis;

import io.vedette.redis.Script.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A read of fields of a hash. It needs no script, and shares its round trip with those of others.
 *
 * @param label what metrics call it
 * @param key of the hash
 * @param fields their names; the reply has their values in this order, null where there is none. No
 *     names are all fields: then the reply has the name of each before its value
 * @param mark what is written before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FieldRead(String label, byte[] key, List<byte[]> fields, Optional<Mark> mark)
    implements Command {

  /**
   * A key that is there for so long from then on. That Redis refuses it keeps nobody from reading.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Mark(byte[] key, Duration time) {}

  public FieldRead {
    fields = List.copyOf(fields);
  }

  @Override
  public Effect effect() {
    return Effect.READS;
  }
}
