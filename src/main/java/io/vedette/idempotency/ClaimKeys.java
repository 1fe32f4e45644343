package io.vedette.idempotency;

import io.vedette.redis.KeySpace;

/**
 * The keys of claims, each in a slot of its own.
 *
 * <pre>
 *   {idempotency:DIGEST}   hash, a claim (see idempotency-claim.lua)
 * </pre>
 */
final class ClaimKeys {
  private final KeySpace space;

  ClaimKeys(KeySpace space) {
    this.space = space;
  }

  /** The claim of an idempotency key, named by a digest. */
  byte[] claim(String digest) {
    return space.name("{idempotency:" + digest + "}");
  }
}
