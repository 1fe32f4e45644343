package io.vedette.push;

import io.vedette.http.HttpDate;
import io.vedette.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What a target answered, whatever its status: redirects are not followed.
 *
 * @param contentType as it says it
 * @param contentEncoding as it says it, although none was asked for: the body is still encoded;
 *     empty for {@code identity}
 * @param retryAfter for how long it wants to be left alone, a day at most
 * @param took all that the push took, resolving and connecting included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PushAnswer(
    int status,
    Optional<String> contentType,
    Optional<String> contentEncoding,
    byte[] body,
    Optional<Duration> retryAfter,
    Duration took) {

  static PushAnswer of(Exchange ended, Instant received, Duration took) {
    HttpResponse head = ended.head();
    Instant generated = first(head, "Date").flatMap(HttpDate::parse).orElse(received);
    return new PushAnswer(
        head.getCode(),
        first(head, "Content-Type"),
        first(head, "Content-Encoding").filter(coding -> !coding.equalsIgnoreCase("identity")),
        ended.body(),
        RetryAfter.read(lines(head, "Retry-After"), generated),
        took);
  }

  private static Optional<String> first(HttpResponse head, String name) {
    return lines(head, name).stream().findFirst();
  }

  private static List<String> lines(HttpResponse head, String name) {
    return Stream.of(head.getHeaders(name)).map(Header::getValue).toList();
  }
}
