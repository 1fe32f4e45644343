package io.vedette.task.life;

import io.vedette.http.JsonMembers;

/** Types, keys, tags and names of workers: 1 to 128 visible characters of ASCII. */
public final class Visible {
  /** What they look like, for a person. */
  public static final String FORM = "1 to 128 visible characters of ASCII";

  private static final int LONGEST = 128;

  private Visible() {}

  /** Whether a text is of that form. */
  public static boolean is(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /**
   * The text of a member.
   *
   * @throws io.vedette.failure.Failure malformed when it is not of that form
   */
  public static String checked(JsonMembers members, String name, String text) {
    if (!is(text)) {
      throw members.refused(name, "'%s' has %s".formatted(name, FORM));
    }
    return text;
  }
}
