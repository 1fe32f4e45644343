package io.vedette.idempotency;

import io.vedette.redis.Durability;
import java.time.Duration;
import java.util.Optional;

/**
 * How a request writes.
 *
 * @param durability what each write waits for
 * @param asked whether the caller asked for that durability, and does not just get it by policy
 * @param tags the tags and operation ids of its writes, one after the other
 * @param memory how long a second run of a write with the same id finds the result of the first
 * @param attempt of whose work it is a part
 */
public record WriteOptions(
    Durability durability, boolean asked, Tags tags, Duration memory, Attempt attempt) {

  /** The key of the result of an operation. */
  public byte[] operation(byte[] key) {
    return attempt.operation(key);
  }

  /** The preference that was honoured when the write succeeds, if there was one. */
  public Optional<String> preference() {
    return asked ? Optional.of("durability=" + durability.word()) : Optional.empty();
  }
}
