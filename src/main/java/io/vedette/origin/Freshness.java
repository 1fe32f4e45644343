package io.vedette.origin;

import io.vedette.http.CacheControl;
import io.vedette.http.DeltaSeconds;
import io.vedette.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What RFC 9111 lets a shared cache do with an answer. Cookies are no reason there not to store it
 * (section 7.3).
 *
 * @param storable whether it may be stored (section 3)
 * @param explicit whether the origin said how long it is fresh
 * @param lifetime how long it is fresh after it was generated (section 4.2.1)
 * @param age for how long it has been generated when it was received (section 4.2.3)
 * @param strict whether it may never be used stale (section 4.2.4)
 * @param staleWhileRevalidate how long it may be used stale meanwhile, when it says so (RFC 5861)
 * @param staleIfError how long it may be used stale when the origin fails, when it says so
 */
public record Freshness(
    boolean storable,
    boolean explicit,
    Duration lifetime,
    Duration age,
    boolean strict,
    Optional<Duration> staleWhileRevalidate,
    Optional<Duration> staleIfError) {

  /**
   * Decides.
   *
   * @param authorized whether the request carried {@code Authorization} of its caller
   * @param otherwise how long it is fresh when the origin does not say
   */
  public static Freshness of(OriginAnswer answer, boolean authorized, Duration otherwise) {
    CacheControl control = CacheControl.of(answer.fields().allValues("Cache-Control"));
    boolean noCache = control.has("no-cache");
    Optional<Duration> said = noCache ? Optional.of(Duration.ZERO) : said(control, answer);
    boolean refused = control.has("no-store") && !control.has("must-understand");
    return new Freshness(
        !refused && shareable(control, answer, authorized),
        said.isPresent(),
        said.orElse(otherwise),
        age(answer),
        noCache
            || control.has("must-revalidate")
            || control.has("proxy-revalidate")
            || control.has("s-maxage"),
        control.seconds("stale-while-revalidate"),
        control.seconds("stale-if-error"));
  }

  /**
   * Decides for one who does not care how long the origin thinks that its answers are fresh, and
   * whether they are to be stored; what is not for everybody is still not shared.
   *
   * @param lifetime how long they are fresh
   */
  public static Freshness overridden(OriginAnswer answer, boolean authorized, Duration lifetime) {
    CacheControl control = CacheControl.of(answer.fields().allValues("Cache-Control"));
    return new Freshness(
        shareable(control, answer, authorized),
        true,
        lifetime,
        Duration.ZERO,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static boolean shareable(CacheControl control, OriginAnswer answer, boolean authorized) {
    boolean sharedAnyway =
        control.has("public") || control.has("s-maxage") || control.has("must-revalidate");
    return !control.has("private")
        && !answer.field("Vary").contains("*")
        && (!authorized || sharedAnyway);
  }

  private static Optional<Duration> said(CacheControl control, OriginAnswer answer) {
    return control
        .seconds("s-maxage")
        .or(() -> control.seconds("max-age"))
        .or(() -> expires(answer));
  }

  /**
   * An {@code Expires} that cannot be read, {@code 0} above all, or is not alone is in the past.
   */
  private static Optional<Duration> expires(OriginAnswer answer) {
    List<String> lines = answer.fields().allValues("Expires");
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Optional.of(lines.get(0))
                .filter(any -> lines.size() == 1)
                .flatMap(HttpDate::parse)
                .map(at -> atLeastZero(answer.generated(), at))
                .orElse(Duration.ZERO));
  }

  private static Duration age(OriginAnswer answer) {
    Duration apparent = atLeastZero(answer.generated(), answer.received());
    Duration corrected = answer.took().plus(ageField(answer));
    return corrected.compareTo(apparent) > 0 ? corrected : apparent;
  }

  /** What cannot be read is ignored: section 5.1. */
  private static Duration ageField(OriginAnswer answer) {
    String first = answer.fields().firstValue("Age").orElse("").split(",", 2)[0].strip();
    return DeltaSeconds.parse(first).orElse(Duration.ZERO);
  }

  private static Duration atLeastZero(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
