package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
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

  private static final Predicate<String> RESPOND_ASYNC =
      Pattern.compile("respond-async([ \\t]*;.*)?").asMatchPredicate();

  private static final Pattern DURABILITY =
      Pattern.compile("durability(?:[ \\t]*=[ \\t]*([^; \\t]*))?(?:[ \\t]*;.*)?");

  private static final Pattern FILL_LEASE = Pattern.compile("fill-lease(?:=\"?(\\d{1,4})\"?)?");
  private static final Pattern WAIT = Pattern.compile("wait=\"?(\\d{1,4})\"?");
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private Prefer() {}

  /** The word for the durability that the caller asks for; empty when it is not given. */
  public static Optional<String> durability(HttpServletRequest request) {
    return first(request, DURABILITY)
        .map(asked -> Objects.requireNonNullElse(asked.group(1), "").replace("\"", ""));
  }

  /** The answer, telling of a preference that was honoured. */
  public static Response applied(Response answer, Optional<String> preference) {
    return preference
        .map(it -> Response.fromResponse(answer).header("Preference-Applied", it).build())
        .orElse(answer);
  }

  /** Whether the answer is to show what the request was about ({@code return=representation}). */
  public static boolean representation(HttpServletRequest request) {
    return preferences(request).anyMatch(RETURN_REPRESENTATION);
  }

  /** Whether the answer need not wait for the work ({@code respond-async}, section 4.1). */
  public static boolean respondAsync(HttpServletRequest request) {
    return preferences(request).anyMatch(RESPOND_ASYNC);
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
