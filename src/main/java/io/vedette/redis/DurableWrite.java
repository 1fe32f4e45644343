package io.vedette.redis;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One attempt of a call that waits for replicas, until it is sent.
 *
 * @param begin called when it is about to be sent; false when nobody waits for it any more
 * @param deadline when its caller is told something else, in the time of {@code System.nanoTime}
 * @param bySource whether the script goes along whole, because the server does not have it
 * @param answer gets what becomes of it
 */
record DurableWrite(
    ScriptCall call,
    BooleanSupplier begin,
    long deadline,
    boolean bySource,
    CompletableFuture<Reply> answer) {

  DurableWrite withSource() {
    return new DurableWrite(call, begin, deadline, true, answer);
  }

  long bytes() {
    return call.bytes();
  }
}
