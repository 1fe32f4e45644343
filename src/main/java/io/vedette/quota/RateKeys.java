package io.vedette.quota;

import io.vedette.redis.KeySpace;

/**
 * The keys of rates, in one slot.
 *
 * <pre>
 *   {rates}:rate:NAME:CALLER   string, what a caller has used of a rate (see rate-spend.lua)
 *   {rates}:operation:ID       string, while counting it may be sent again
 * </pre>
 */
final class RateKeys {
  private static final String SLOT = "{rates}:";

  private final KeySpace space;

  RateKeys(KeySpace space) {
    this.space = space;
  }

  /** What a caller, whose id is any text, has used of a rate. */
  byte[] rate(String caller, String name) {
    return space.name(SLOT + "rate:" + name + ":" + caller);
  }

  /** What is there while the count with this operation id may be sent again. */
  byte[] operation(String id) {
    return space.name(SLOT + "operation:" + id);
  }
}
