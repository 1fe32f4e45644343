package io.vedette.http;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The languages that a request prefers, {@code Accept-Language}: RFC 9110, section 12.5.4. */
public final class LanguageRanges {
  /** The field, in lower case. */
  public static final String FIELD = "accept-language";

  /** A range of RFC 4647, section 2.1, with the weight of RFC 9110, section 12.4.2. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "(\\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)"
              + "(?:[ \\t]*;[ \\t]*q=(?:1(?:\\.0{0,3})?|(0)(?:\\.([0-9]{0,3}))?))?",
          Pattern.CASE_INSENSITIVE);

  private LanguageRanges() {}

  /**
   * One form for all lists that say the same: case, spaces, empty members and the number of zeros
   * say nothing, and neither does the order: what is preferred has the greater weight. What is no
   * such list is left as it is.
   */
  public static String normal(String list) {
    TreeSet<String> members = new TreeSet<>();
    for (String text : list.split(",", -1)) {
      String stripped = text.strip();
      Matcher member = MEMBER.matcher(stripped);
      if (member.matches()) {
        members.add(member.group(1).toLowerCase(Locale.ROOT) + weight(member));
      } else if (!stripped.isEmpty()) {
        return list;
      }
    }
    return String.join(",", members);
  }

  private static String weight(Matcher member) {
    if (member.group(2) == null) {
      return "";
    }
    String digits = member.group(3) == null ? "" : member.group(3).replaceAll("0+$", "");
    return digits.isEmpty() ? ";q=0" : ";q=0." + digits;
  }
}
