package io.vedette.http;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code Prefer} field, RFC 7240. */
public final class Prefer {
  private static final Predicate<String> RETURN_REPRESENTATION =
      Pattern.compile("return[ \\t]*=[ \\t]*(representation|\"representation\")([ \\t]*;.*)?")
          .asMatchPredicate();

  private static final Pattern FILL_LEASE = Pattern.compile("fill-lease(?:=\"?(\\d{1,4})\"?)?");
  private static final Pattern WAIT = Pattern.compile("wait=\"?(\\d{1,4})\"?");
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

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

  /**
   * How long a lease to fill an entry is to hold, if one is wanted: 10 s, or what the preference
   * says, at most 60 s.
   */
  public static Optional<Duration> fillLease(HttpServletRequest request) {
    return first(request, FILL_LEASE)
        .map(lease -> lease.group(1) == null ? LEASE : seconds(lease, LONGEST_LEASE));
  }

  /** How long the caller would rather wait than be told to come again; at most 30 s. */
  public static Duration wait(HttpServletRequest request) {
    return first(request, WAIT).map(wait -> seconds(wait, LONGEST_WAIT)).orElse(Duration.ZERO);
  }

  private static Duration seconds(Matcher preference, Duration longest) {
    Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(preference.group(1))));
    return asked.compareTo(longest) > 0 ? longest : asked;
  }

  private static Optional<Matcher> first(HttpServletRequest request, Pattern form) {
    return preferences(request).map(form::matcher).filter(Matcher::matches).findFirst();
  }

  private static Stream<String> preferences(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Prefer")).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(preference -> preference.strip().toLowerCase(Locale.ROOT));
  }
}
