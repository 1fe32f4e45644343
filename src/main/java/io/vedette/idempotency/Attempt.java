package io.vedette.idempotency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One attempt to do the work of a request. */
public final class Attempt {
  private final @Nullable String id;
  private final List<byte[]> operations = new CopyOnWriteArrayList<>();
  private volatile boolean unfinished;

  private Attempt(@Nullable String id) {
    this.id = id;
  }

  /** The only attempt of a request without a key. */
  public static Attempt only() {
    return new Attempt(null);
  }

  /** One of several attempts under a claim. */
  static Attempt under(String id) {
    return new Attempt(id);
  }

  /**
   * Where the operation ids of the work come from, so that a script recognises what an earlier
   * attempt has done; empty when there is none. They are to be drawn in the same order each time.
   */
  public Optional<RandomGenerator> ids() {
    return Optional.ofNullable(id).map(OperationIds::new);
  }

  /**
   * How long the result of an operation is kept: as long as another attempt may come.
   *
   * @param otherwise when there is none
   */
  public Duration memory(Duration otherwise) {
    return id == null ? otherwise : Claims.KEPT;
  }

  /** Where a result of an operation is kept: it is let go when the work is done. */
  public byte[] operation(byte[] key) {
    if (id != null) {
      operations.add(key);
    }
    return key;
  }

  /**
   * The answer is not kept: another attempt goes on with the work, which is not finished, or makes
   * another secret for who may not have got this one.
   */
  public void unfinished() {
    unfinished = true;
  }

  List<byte[]> operations() {
    return List.copyOf(operations);
  }

  boolean isUnfinished() {
    return unfinished;
  }
}
