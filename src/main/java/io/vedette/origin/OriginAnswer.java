package io.vedette.origin;

import io.vedette.http.EntityTag;
import io.vedette.http.HttpDate;
import io.vedette.http.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an origin answered.
 *
 * @param fields without an {@code ETag} that is no entity tag and a {@code Last-Modified} that is
 *     no date: they could not come back as conditions
 * @param received when, by the clock of this pod
 * @param took how long the fetch took
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OriginAnswer(
    int status, HttpHeaders fields, byte[] body, Instant received, Duration took) {
  /** The most bytes of a header that is taken. */
  public static final int LARGEST_HEADER = 16 * 1024;

  private static final Set<String> COOKIE_FIELDS = Set.of("set-cookie", "set-cookie2");
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  /** What stands between a name, its value and the next line. */
  private static final int AROUND = 4;

  public OriginAnswer {
    boolean oneTag = fields.allValues("ETag").size() == 1;
    fields =
        HttpHeaders.of(
            fields.map(),
            (name, value) ->
                name.equalsIgnoreCase("ETag")
                    ? oneTag && EntityTag.parse(value).isPresent()
                    : !name.equalsIgnoreCase("Last-Modified") || HttpDate.parse(value).isPresent());
  }

  /** One field, its lines joined by commas; empty when there is none. */
  public String field(String name) {
    return String.join(", ", fields.allValues(name));
  }

  /** The fields that set cookies in it, in lower case. */
  public Set<String> cookieFields() {
    return COOKIE_FIELDS.stream()
        .filter(name -> !fields.allValues(name).isEmpty())
        .collect(Collectors.toSet());
  }

  /** The bytes of its header, roughly. */
  public int headerSize() {
    return fields.map().entrySet().stream()
        .mapToInt(
            field ->
                field.getValue().stream()
                    .mapToInt(line -> field.getKey().length() + line.length() + AROUND)
                    .sum())
        .sum();
  }

  /** When it was generated, by the clock of its origin if that says so. */
  Instant generated() {
    return fields.firstValue("Date").flatMap(HttpDate::parse).orElse(received);
  }

  /** Whether its origin fails: RFC 5861 names 500, 502, 503 and 504; all 5xx count, and 429. */
  public boolean isError() {
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
  }

  /**
   * For how long its origin wants to be left alone ({@code Retry-After}: RFC 9110, section 10.2.3),
   * a day at most; empty when it does not say so, or nothing that can be read.
   */
  public Optional<Duration> retryAfter() {
    return RetryAfter.read(fields.allValues("Retry-After"), generated());
  }
}
