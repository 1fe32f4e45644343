package io.vedette.http;

import static io.vedette.FuzzInput.holds;
import static io.vedette.FuzzInput.reads;

import io.vedette.FuzzInput;
import io.vedette.config.Durations;
import io.vedette.edge.EdgeChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A target of the fuzzer: fields, targets and bodies of requests. */
public final class HttpFuzz {
  private static final Instant WHEN = Instant.parse("2026-11-26T00:00:00Z");
  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z");

  private HttpFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    String text = input.text();
    reads(
        () -> {
          switch (input.parser()) {
            case 't' -> tags(text);
            case 's' -> strings(text);
            case 'c' -> cacheControl(text);
            case 'd' -> date(text);
            case 'p' -> preferences(text);
            case 'r' -> requestId(text);
            case '%' -> percent(text);
            case 'u' -> target(text);
            case 'f' -> fields(text);
            case 'l' -> Durations.parse(text).ifPresent(it -> holds(it.toMillis() > 0, it));
            default -> json(input.bytes());
          }
        });
  }

  private static FakeRequest with(String field, String text) {
    FakeRequest request = FakeRequest.of("GET", "/");
    for (String line : text.split("\n", -1)) {
      request.with(field, line);
    }
    return request;
  }

  private static void tags(String text) {
    reads(
        () -> {
          Conditions conditions = Conditions.of(with("If-None-Match", text).request());
          holds(conditions.on("\"a\"", WHEN) != Conditions.Verdict.FAILED, text);
        });
    EntityTag.list("If-Match", text)
        .ifPresent(
            tags ->
                tags.forEach(
                    tag ->
                        holds(
                            EntityTag.list("If-Match", tag.quoted())
                                .orElseThrow()
                                .equals(List.of(new EntityTag(false, tag.opaque()))),
                            tag)));
  }

  private static void strings(String text) {
    List<String> strings = StringList.parse("Cache-Groups", text);
    holds(StringList.parse("Cache-Groups", StringList.format(strings)).equals(strings), strings);
  }

  private static void cacheControl(String text) {
    CacheControl control = CacheControl.of(List.of(text.split("\n", -1)));
    for (String directive : List.of("max-age", "max-stale", "min-fresh", "s-maxage")) {
      control.seconds(directive).ifPresent(it -> holds(!it.isNegative(), it));
    }
    holds(!control.maxStale().isNegative(), text);
  }

  private static void date(String text) {
    HttpDate.parse(text)
        .filter(it -> !it.isBefore(YEAR_0) && !it.isAfter(YEAR_9999))
        .ifPresent(it -> holds(HttpDate.parse(HttpDate.format(it)).orElseThrow().equals(it), it));
  }

  private static void preferences(String text) {
    var request = with("Prefer", text).request();
    Duration wait = Prefer.wait(request);
    holds(!wait.isNegative() && wait.compareTo(Duration.ofSeconds(30)) <= 0, wait);
    Prefer.fillLease(request)
        .ifPresent(it -> holds(!it.isZero() && it.compareTo(Duration.ofMinutes(1)) <= 0, it));
    Prefer.representation(request);
    Prefer.durability(request);
  }

  private static void requestId(String text) {
    Random random = new Random(1);
    holds(RequestId.choose(text, random).matches("[A-Za-z0-9._-]{1,64}"), text);
    RequestId.continued(text, random)
        .ifPresent(it -> holds(it.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"), it));
  }

  private static void percent(String text) {
    PercentEncoding.decode(text)
        .ifPresent(
            bytes ->
                holds(
                    Arrays.equals(
                        bytes, PercentEncoding.decode(PercentEncoding.encode(bytes)).orElseThrow()),
                    text));
  }

  private static void target(String text) {
    FakeRequest request = FakeRequest.of("GET", "/" + text).with("Host", "x");
    EdgeChecks.check(request.request());
    Query query = Query.of(request.request(), Set.of("ttl", "limit", "cursor", "prefix"));
    query.number("limit", 1, 1000, 100);
    query
        .duration("ttl", Duration.ofDays(30))
        .ifPresent(it -> holds(it.compareTo(Duration.ofDays(30)) <= 0 && !it.isNegative(), it));
  }

  private static void fields(String text) {
    FakeRequest request = FakeRequest.of("PUT", "/");
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        request.with(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    EdgeChecks.check(request.request());
    RequestBody.bytes(request.request(), 10);
  }

  private static void json(byte[] content) {
    FakeRequest request =
        FakeRequest.of("POST", "/").with("Content-Type", "application/json").content(content);
    JsonBody.object(request.request(), List.of("a", "ttl", "operations"), 4 * 1024 * 1024);
  }
}
