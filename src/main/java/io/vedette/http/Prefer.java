package io.vedette.http;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** The {@code Prefer} field, RFC 7240. */
public final class Prefer {
  private Prefer() {}

  /**
   * Refuses a durability that this version cannot give: a caller that asks for it must not believe
   * that it got it.
   */
  public static void refuseDurability(HttpServletRequest request) {
    boolean asked =
        Collections.list(request.getHeaders("Prefer")).stream()
            .flatMap(line -> java.util.stream.Stream.of(line.split(",", -1)))
            .map(preference -> preference.strip().toLowerCase(Locale.ROOT))
            .anyMatch(preference -> preference.startsWith("durability"));
    if (asked) {
      throw Failure.of(
              Problem.CANNOT_HONOUR_PREFERENCE, "This version acknowledges what the master has.")
          .with(Outcome.NOT_APPLIED);
    }
  }
}
