package io.vedette.idempotency;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Numbers that follow from the id of a claim: every attempt of its request draws the same ones in
 * the same order, so that its writes have the same operation ids. Nobody else can tell them, as the
 * id is random.
 */
final class OperationIds implements RandomGenerator {
  private final String id;
  private ByteBuffer drawn = ByteBuffer.allocate(0);
  private int blocks;

  OperationIds(String id) {
    this.id = id;
  }

  @Override
  public synchronized long nextLong() {
    if (!drawn.hasRemaining()) {
      drawn = ByteBuffer.wrap(new Fingerprint().with(id).with(Integer.toString(blocks)).bytes());
      blocks++;
    }
    return drawn.getLong();
  }
}
