package io.vedette.task.life;

/**
 * What became of a task that was submitted.
 *
 * @param task it, or the one that was there before
 */
public record Submitted(Task task, Word word) {
  /** What happened. */
  public enum Word {
    /** It is new. */
    SUBMITTED,
    /** It is new, and another one with its unique value was cancelled for it. */
    REPLACED,
    /** It was submitted before, under the same idempotency key. */
    AGAIN,
    /** Another one with its unique value is unfinished: that is the answer. */
    EXISTING
  }
}
