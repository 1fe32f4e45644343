package io.vedette.http;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity tag, RFC 9110 section 8.8.3.
 *
 * @param opaque what stands between the quotes; never contains a quote
 */
public record EntityTag(boolean weak, String opaque) {
  private static final Pattern ONE = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

  /** Without a group: one that repeats recurses, and thousands of commas overflow the stack. */
  private static final Pattern BETWEEN = Pattern.compile("[ \\t]*+,[ \\t,]*+");

  private static final Pattern BEFORE = Pattern.compile("[ \\t,]*+");

  private static final int MOST = 100;

  /** Longer ones would not come back: the field that brings them has its limit. */
  private static final int LONGEST = 8192;

  /** Reads one tag alone; empty when it is none, or has more than 8,192 characters. */
  public static Optional<EntityTag> parse(String text) {
    Matcher one = ONE.matcher(text);
    return text.length() <= LONGEST && one.matches()
        ? Optional.of(new EntityTag(one.group(1) != null, one.group(2)))
        : Optional.empty();
  }

  /**
   * Reads the value of {@code If-Match} or {@code If-None-Match}; empty members are no members (RFC
   * 9110, section 5.6.1.2).
   *
   * @return empty for {@code *}, else the tags
   * @throws Failure malformed, when it is neither: a condition that cannot be read must not be
   *     taken as none
   */
  static Optional<List<EntityTag>> list(String field, String value) {
    String text = value.strip();
    if (text.equals("*")) {
      return Optional.empty();
    }
    List<EntityTag> tags = new ArrayList<>();
    Matcher one = ONE.matcher(text);
    Matcher between = BETWEEN.matcher(text);
    Matcher before = BEFORE.matcher(text);
    int at = before.lookingAt() ? before.end() : 0;
    while (one.region(at, text.length()).lookingAt() && tags.size() < MOST) {
      tags.add(new EntityTag(one.group(1) != null, one.group(2)));
      at = one.end();
      if (at == text.length()) {
        return Optional.of(tags);
      }
      if (!between.region(at, text.length()).lookingAt()) {
        break;
      }
      at = between.end();
      if (at == text.length()) {
        return Optional.of(tags);
      }
    }
    throw Failure.malformed(
        InputError.header(field, "%s is not '*' or 1 to %d quoted tags".formatted(field, MOST)));
  }

  /** Whether an answer with this tag is about a stored one with that: RFC 9111, section 4.3.4. */
  public boolean confirms(EntityTag stored) {
    return weak ? opaque.equals(stored.opaque) : equals(stored);
  }

  /** As fields have it: a weak one says so. */
  public String text() {
    return weak ? "W/" + quoted() : quoted();
  }

  String quoted() {
    return '"' + opaque + '"';
  }
}
