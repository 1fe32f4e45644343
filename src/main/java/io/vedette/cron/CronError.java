package io.vedette.cron;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that is no cron expression; the message says why and what is allowed. */
public final class CronError extends RuntimeException {
  private final @Nullable CronField field;

  CronError(String reason) {
    super(reason, null, false, false);
    this.field = null;
  }

  CronError(CronField field, String reason) {
    super(field.label() + ": " + reason, null, false, false);
    this.field = field;
  }

  /**
   * The first field that is wrong: {@code second}, {@code minute}, {@code hour}, {@code
   * dayOfMonth}, {@code month} or {@code dayOfWeek}; empty when the expression as a whole is.
   */
  public Optional<String> field() {
    return Optional.ofNullable(field).map(CronField::label);
  }
}
