package it.vedette.manifests;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds metrics in expressions: the words that are neither syntax, nor label, nor function. */
final class PromQl {
  private static final List<String> NOT_METRICS =
      List.of(
          "\"[^\"]*\"", // text
          "\\{[^}]*}", // matchers
          "\\[[^]]*]", // ranges
          "\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", // label lists
          "\\b(and|or|unless|bool|offset)\\b",
          "[a-z_]\\w*\\s*(?=\\()", // functions
          "\\b[0-9][0-9.]*\\w*");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private PromQl() {}

  static Set<String> metrics(String expression) {
    String rest = expression;
    for (String syntax : NOT_METRICS) {
      rest = rest.replaceAll(syntax, " ");
    }
    Set<String> names = new TreeSet<>();
    for (Matcher word = WORD.matcher(rest); word.find(); ) {
      names.add(word.group());
    }
    return names;
  }
}
