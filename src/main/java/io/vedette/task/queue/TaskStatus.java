package io.vedette.task.queue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a task is at the moment; scripts know the same words. */
public enum TaskStatus {
  /** It is not due yet, and was never begun, or was given back for a while. */
  SCHEDULED,
  /** It waits for a worker. */
  QUEUED,
  /** A worker has it. */
  RUNNING,
  /** An attempt has failed; the next one is not due yet. */
  RETRYING,
  /** It is done. */
  SUCCEEDED,
  /** Its worker has said that it is not worth another attempt. */
  FAILED,
  /** Its attempts, or the leases that may be lost, are used up. */
  DEAD,
  /** Somebody did not want it any more. */
  CANCELLED,
  /** Its deadline has come. */
  EXPIRED;

  /** The word in documents, queries and Redis. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status with that word, if there is one. */
  public static Optional<TaskStatus> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** Whether nothing happens to it any more by itself. */
  public boolean isEnded() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
