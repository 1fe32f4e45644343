package io.vedette.origin;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;

/**
 * What an origin answered.
 *
 * @param received when, by the clock of this pod
 * @param took how long the fetch took
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OriginAnswer(
    int status, HttpHeaders fields, byte[] body, Instant received, Duration took) {

  /** One field, its lines joined by commas; empty when there is none. */
  public String field(String name) {
    return String.join(", ", fields.allValues(name));
  }
}
