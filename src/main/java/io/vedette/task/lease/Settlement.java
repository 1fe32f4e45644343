package io.vedette.task.lease;

import io.vedette.redis.Fields;
import io.vedette.task.life.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a worker does with a lease.
 *
 * @param word that the script knows
 * @param arguments of the word, four
 */
public record Settlement(LeaseId lease, String word, List<byte[]> arguments) {
  private static final String HEARTBEAT = "heartbeat";
  private static final String RELEASE = "release";
  private static final byte[] NONE = {};

  /** The task is done. */
  public static Settlement complete(LeaseId lease, Optional<Payload> result) {
    byte[] bytes = result.map(Payload::stored).orElse(NONE);
    return of(lease, "complete", bytes, flag(result.isPresent()), NONE, NONE);
  }

  /** The same for a task that was delivered: its payload is kept, so that it can be once more. */
  public static Settlement delivered(LeaseId lease, Optional<Payload> result) {
    byte[] bytes = result.map(Payload::stored).orElse(NONE);
    return of(lease, "complete", bytes, flag(result.isPresent()), flag(true), NONE);
  }

  /**
   * The attempt has failed.
   *
   * @param error for people
   * @param retryable whether another attempt may help
   * @param after how long until then; empty: as the task says, times a random part of one
   */
  public static Settlement fail(
      LeaseId lease,
      String error,
      boolean retryable,
      Optional<Duration> after,
      RandomGenerator random) {
    byte[] luck = Fields.ascii(random.nextDouble());
    return of(lease, "fail", Fields.utf8(error), flag(retryable), Fields.millis(after), luck);
  }

  /** The task goes back; that was no attempt. Nobody gets it before the delay is over. */
  public static Settlement release(LeaseId lease, Duration delay) {
    return of(lease, RELEASE, Fields.millis(delay), NONE, NONE, NONE);
  }

  /**
   * The holder lives.
   *
   * @param extension from now on; never beyond the timeout of the task
   * @param progress a JSON text; empty: as it was
   * @param lines for the log of the task, without line feeds; of all, the last 100 are kept
   */
  public static Settlement heartbeat(
      LeaseId lease, Duration extension, Optional<String> progress, List<String> lines) {
    byte[] text = Fields.utf8(progress.orElse(""));
    return of(
        lease,
        HEARTBEAT,
        Fields.millis(extension),
        text,
        Fields.utf8(String.join("\n", lines)),
        NONE);
  }

  private static Settlement of(LeaseId lease, String word, byte[]... arguments) {
    return new Settlement(lease, word, List.of(arguments));
  }

  private static byte[] flag(boolean flag) {
    return Fields.ascii(flag ? "1" : "0");
  }

  /** Whether it ends the task or an attempt, so that a fail-over should not take it back. */
  public boolean decides() {
    return !word.equals(HEARTBEAT) && !word.equals(RELEASE);
  }
}
