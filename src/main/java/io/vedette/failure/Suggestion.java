package io.vedette.failure;

import java.util.Collection;
import java.util.Comparator;

/** "Did you mean …?": the known name nearest to a mistyped one, by edit distance. */
public final class Suggestion {
  /** Nobody mistypes more: to compare it would cost as many steps as it is long. */
  private static final int LONGEST = 64;

  private Suggestion() {}

  /** A sentence naming the nearest of the known names, or all of them when none is near. */
  public static String among(Collection<String> known, String mistyped) {
    return known.stream()
        .filter(name -> mistyped.length() <= LONGEST)
        .min(Comparator.comparingInt(name -> distance(name, mistyped)))
        .filter(name -> distance(name, mistyped) <= Math.max(2, mistyped.length() / 3))
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> known.isEmpty() ? "none is known here" : "known: " + sorted(known));
  }

  private static String sorted(Collection<String> known) {
    return String.join(", ", known.stream().sorted().toList());
  }

  /** Levenshtein's distance, two rows at a time. */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      above = nextRow(above, one.charAt(row - 1), row, other);
    }
    return above[other.length()];
  }

  private static int[] nextRow(int[] above, char letter, int row, String other) {
    int[] current = new int[above.length];
    current[0] = row;
    for (int column = 1; column < current.length; column++) {
      int replaced = above[column - 1] + (letter == other.charAt(column - 1) ? 0 : 1);
      current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
    }
    return current;
  }
}
