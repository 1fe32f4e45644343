package io.vedette.http;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code Prefer} field, RFC 7240. */
public final class Prefer {
  private static final Predicate<String> RETURN_REPRESENTATION =
      Pattern.compile("return[ \\t]*=[ \\t]*(representation|\"representation\")([ \\t]*;.*)?")
          .asMatchPredicate();

  private Prefer() {}

  /**
   * Refuses a durability that this version cannot give: a caller that asks for it must not believe
   * that it got it.
   */
  public static void refuseDurability(HttpServletRequest request) {
    if (preferences(request).anyMatch(preference -> preference.startsWith("durability"))) {
      throw Failure.of(
              Problem.CANNOT_HONOUR_PREFERENCE, "This version acknowledges what the master has.")
          .with(Outcome.NOT_APPLIED);
    }
  }

  /** Whether the answer is to show what the request was about ({@code return=representation}). */
  public static boolean representation(HttpServletRequest request) {
    return preferences(request).anyMatch(RETURN_REPRESENTATION);
  }

  private static Stream<String> preferences(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Prefer")).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(preference -> preference.strip().toLowerCase(Locale.ROOT));
  }
}
