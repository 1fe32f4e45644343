package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The conditions of a request, RFC 9110 section 13, in the form that the scripts of entries take:
 * each is empty when absent.
 *
 * @param ifMatch {@code *}, or quoted strong tags joined by spaces, which no tag contains; weak
 *     ones never match and are left out, which leaves {@code " "} (a quoted space) when there was
 *     none else
 * @param ifNoneMatch {@code *}, or quoted tags joined by spaces, weak ones without {@code W/}
 * @param ifModifiedSince seconds since 1970; only with GET and HEAD
 * @param ifUnmodifiedSince seconds since 1970
 */
public record Conditions(
    String ifMatch, String ifNoneMatch, String ifModifiedSince, String ifUnmodifiedSince) {
  /** No condition at all. */
  public static final Conditions NONE = new Conditions("", "", "", "");

  /** Matches no tag. */
  private static final String NO_TAG = "\" \"";

  /**
   * Reads the conditions of a request. Dates that cannot be read are ignored, as the RFC demands.
   *
   * @throws io.vedette.failure.Failure malformed, when a list of tags cannot be read
   */
  public static Conditions of(HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    Conditions conditions =
        new Conditions(
            tags(request, "If-Match", true),
            tags(request, "If-None-Match", false),
            reads ? date(request, "If-Modified-Since") : "",
            date(request, "If-Unmodified-Since"));
    return conditions.equals(NONE) ? NONE : conditions;
  }

  /** Conditions that do not come as header fields, in the same form as these. */
  public static Conditions of(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    return new Conditions(
        ifMatch.map(value -> tags("If-Match", value, true)).orElse(""),
        ifNoneMatch.map(value -> tags("If-None-Match", value, false)).orElse(""),
        "",
        "");
  }

  /** What the conditions of a read say of a value. */
  public enum Verdict {
    /** It is to be sent. */
    PASSED,
    /** The reader has it: 304. */
    NOT_MODIFIED,
    /** It is not the one that the reader means: 412. */
    FAILED
  }

  /**
   * Decides about a read, in the order of section 13.2.2.
   *
   * @param tag of the value, quoted, weak or strong
   */
  public Verdict on(String tag, Instant modified) {
    boolean weak = tag.startsWith("W/");
    String opaque = weak ? tag.substring(2) : tag;
    boolean meant =
        ifMatch.isEmpty()
            ? ifUnmodifiedSince.isEmpty() || !isAfter(modified, ifUnmodifiedSince)
            : ifMatch.equals("*") || (!weak && ifMatch.contains(opaque));
    if (!meant) {
      return Verdict.FAILED;
    }
    boolean known =
        ifNoneMatch.isEmpty()
            ? !ifModifiedSince.isEmpty() && !isAfter(modified, ifModifiedSince)
            : ifNoneMatch.equals("*") || ifNoneMatch.contains(opaque);
    return known ? Verdict.NOT_MODIFIED : Verdict.PASSED;
  }

  private static boolean isAfter(Instant modified, String seconds) {
    return modified.getEpochSecond() > Long.parseLong(seconds);
  }

  /** Whether there is no condition at all. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Whether a tag is asked for; dates are too coarse to protect a write. */
  public boolean nameTags() {
    return !ifMatch.isEmpty() || !ifNoneMatch.isEmpty();
  }

  private static String tags(HttpServletRequest request, String field, boolean strong) {
    List<String> lines = Collections.list(request.getHeaders(field));
    if (lines.isEmpty()) {
      return "";
    }
    return tags(field, String.join(",", lines), strong);
  }

  private static String tags(String field, String value, boolean strong) {
    return EntityTag.list(field, value).map(tags -> quoted(tags, strong)).orElse("*");
  }

  private static String quoted(List<EntityTag> tags, boolean strong) {
    String quoted =
        tags.stream()
            .filter(tag -> !(strong && tag.weak()))
            .map(EntityTag::quoted)
            .collect(Collectors.joining(" "));
    return quoted.isEmpty() ? NO_TAG : quoted;
  }

  private static String date(HttpServletRequest request, String field) {
    String value = request.getHeader(field);
    return value == null
        ? ""
        : HttpDate.parse(value).map(at -> Long.toString(at.getEpochSecond())).orElse("");
  }
}
