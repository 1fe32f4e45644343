package io.vedette.task.life;

import java.time.Instant;

/**
 * An attempt that has ended without success.
 *
 * @param fence of its lease
 * @param outcome {@code failed}, {@code timed-out} or {@code lease-lost}
 * @param worker who it was, or a hyphen
 * @param error a text for people
 */
record EndedAttempt(
    long fence, Instant started, Instant ended, String outcome, String worker, String error) {
  private static final int PARTS = 6;

  static EndedAttempt of(String text) {
    String[] parts = text.split(" ", PARTS);
    return new EndedAttempt(
        Long.parseLong(parts[0]),
        Instant.ofEpochMilli(Long.parseLong(parts[1])),
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        parts[3],
        parts[4],
        parts[5]);
  }
}
