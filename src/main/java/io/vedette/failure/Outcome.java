package io.vedette.failure;

import java.util.Locale;

/** What became of a write whose answer is a failure. */
public enum Outcome {
  /** Redis holds what it held before; repeating the request is safe. */
  NOT_APPLIED,
  /** Redis holds the written value, though a promise about it (its replicas) was not kept. */
  APPLIED,
  /** The command was sent and no answer came: it may or may not have been applied. */
  UNKNOWN;

  /** The word used in a problem document. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
