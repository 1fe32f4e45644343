package io.vedette.task.schedule;

import java.util.Locale;

/** What happens when the task before has not ended as the next instant comes. */
enum Overlap {
  /** The instant passes. */
  SKIP,
  /** Both are there. */
  ALLOW,
  /** The task before is cancelled. */
  REPLACE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
