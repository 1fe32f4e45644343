package io.vedette.http;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A list of strings as a structured field, RFC 9651, section 3.1: {@code "user-42", "catalog"}. */
public final class StringList {
  private static final Pattern MEMBER = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"");
  private static final Pattern PARAMETER =
      Pattern.compile(";[ ]*+[a-z*][a-z0-9_.*-]*+(?:=(?:" + MEMBER.pattern() + "|[^;,\" ]++))?+");
  private static final Pattern COMMA = Pattern.compile("[ \t]*+,[ \t]*+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
  private static final Pattern ESCAPED = Pattern.compile("[\"\\\\]");

  private StringList() {}

  /**
   * Reads a field; parameters are ignored, as the fields that use this demand.
   *
   * @param value all its lines, joined by commas
   * @throws Failure malformed, naming the field
   */
  public static List<String> parse(String field, String value) {
    List<String> members = new ArrayList<>();
    String text = value.strip();
    Matcher matcher = MEMBER.matcher(text);
    boolean more = !text.isEmpty();
    while (more) {
      if (!matcher.usePattern(MEMBER).lookingAt()) {
        throw refused(field);
      }
      members.add(ESCAPE.matcher(matcher.group(1)).replaceAll("$1"));
      matcher.region(matcher.end(), text.length());
      while (matcher.usePattern(PARAMETER).lookingAt()) {
        matcher.region(matcher.end(), text.length());
      }
      more = matcher.usePattern(COMMA).lookingAt();
      if (more) {
        matcher.region(matcher.end(), text.length());
      } else if (matcher.regionStart() < text.length()) {
        throw refused(field);
      }
    }
    return members;
  }

  /** Writes a field. */
  public static String format(List<String> strings) {
    return strings.stream()
        .map(text -> '"' + ESCAPED.matcher(text).replaceAll("\\\\$0") + '"')
        .collect(Collectors.joining(", "));
  }

  private static Failure refused(String field) {
    return Failure.malformed(
        InputError.header(
            field, "this is a list of strings (RFC 9651): \"one\", \"two\"; printable ASCII only"));
  }
}
