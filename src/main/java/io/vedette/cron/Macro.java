package io.vedette.cron;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words for expressions that are often used. */
enum Macro {
  YEARLY("0 0 1 1 *"),
  ANNUALLY("0 0 1 1 *"),
  MONTHLY("0 0 1 * *"),
  WEEKLY("0 0 * * 0"),
  DAILY("0 0 * * *"),
  MIDNIGHT("0 0 * * *"),
  HOURLY("0 * * * *"),
  EVERY_MINUTE("* * * * *"),
  EVERY_SECOND("* * * * * *");

  private final String fields;

  Macro(String fields) {
    this.fields = fields;
  }

  /** The fields that a word in upper case stands for, such as {@code @DAILY}. */
  static String fields(String word) {
    return Arrays.stream(values())
        .filter(macro -> word.equals("@" + macro))
        .findFirst()
        .map(macro -> macro.fields)
        .orElseThrow(
            () ->
                new CronError(
                    "'%s' is none of %s".formatted(word.toLowerCase(Locale.ROOT), known())));
  }

  private static String known() {
    return Arrays.stream(values())
        .map(macro -> "@" + macro.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
