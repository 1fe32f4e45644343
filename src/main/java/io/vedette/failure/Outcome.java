package io.vedette.failure;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What became of a write whose answer is a failure. */
public enum Outcome {
  /** Redis holds what it held before; repeating the request is safe. */
  NOT_APPLIED,
  /** Redis holds the written value, though a promise about it (its replicas) was not kept. */
  APPLIED,
  /** The command was sent and no answer came: it may or may not have been applied. */
  UNKNOWN;

  /** What fails without telling what became of the write that it belongs to tells this. */
  public <T> CompletionStage<T> unlessTold(CompletionStage<T> stage) {
    return stage.exceptionallyCompose(
        thrown -> {
          Throwable cause = Causes.of(thrown);
          boolean silent = cause instanceof Failure failure && failure.outcome().isEmpty();
          return CompletableFuture.failedStage(silent ? ((Failure) cause).with(this) : cause);
        });
  }

  /** The word used in a problem document. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
