package io.vedette.http;

import java.util.Optional;

/**
 * The outline of a JSON text, taken before it is parsed: a parser recurses as deep as the text is
 * nested, makes an object of each of its values, and takes what is no character for another one.
 *
 * <p>It is no check of the grammar: what it passes may still be no JSON.
 */
final class JsonShape {
  /** How many arrays and objects may stand in each other; ours are 4 deep. */
  static final int DEEPEST = 16;

  /** How many values and members there may be; a batch of 1000 with all its groups has 75,000. */
  static final int MOST = 100_000;

  /** The longest number, true, false or null. */
  static final int LONGEST = 64;

  private final byte[] text;
  private int depth;
  private int deepest;
  private int values = 1;
  private int longest;
  private boolean unicode = true;

  private JsonShape(byte[] text) {
    this.text = text;
  }

  /** Takes the outline; what is beyond a bound ends it early. */
  static JsonShape of(byte[] text) {
    JsonShape shape = new JsonShape(text);
    shape.unicode = PercentEncoding.isUtf8(text);
    int at = 0;
    while (at < text.length && shape.isFine()) {
      at = shape.next(at);
    }
    return shape;
  }

  private boolean isFine() {
    return unicode && deepest <= DEEPEST && values <= MOST && longest <= LONGEST;
  }

  /** What is wrong with it; empty when it may be parsed. */
  Optional<String> fault() {
    if (!unicode) {
      return Optional.of("the content is not UTF-8, or has half a surrogate pair");
    }
    return isFine()
        ? Optional.empty()
        : Optional.of(
            "the content is nested at most %d deep, of at most %d values, and its numbers have at most %d characters"
                .formatted(DEEPEST, MOST, LONGEST));
  }

  /**
   * About how many bytes a parser takes for it: an object of its own for each value, and copies.
   */
  long parsedBytes() {
    return 4L * text.length + 128L * values;
  }

  private int next(int at) {
    switch (text[at]) {
      case '"' -> {
        return string(at + 1);
      }
      case '{', '[' -> {
        deepest = Math.max(deepest, ++depth);
        values++;
      }
      case '}', ']' -> depth--;
      case ',', ':' -> values++;
      default -> {
        return literal(at);
      }
    }
    return at + 1;
  }

  /** The place behind a string that begins there. */
  private int string(int begin) {
    int at = begin;
    while (at < text.length && text[at] != '"' && unicode) {
      at = text[at] == '\\' ? escape(at) : at + 1;
    }
    return at + 1;
  }

  /** The place behind an escape; both halves of a surrogate pair are one. */
  private int escape(int at) {
    int unit = unit(at);
    if (unit < 0) {
      return at + 2;
    }
    if (Character.isHighSurrogate((char) unit)) {
      int low = unit(at + 6);
      unicode = low >= 0 && Character.isLowSurrogate((char) low);
      return at + 12;
    }
    unicode = !Character.isLowSurrogate((char) unit);
    return at + 6;
  }

  /** The code unit of a {@code \}{@code uXXXX} that begins there, or -1. */
  private int unit(int at) {
    if (at + 6 > text.length || text[at] != '\\' || text[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  /** The place behind what is neither a string nor of the outline. */
  private int literal(int begin) {
    int at = begin;
    while (at < text.length && "\",:[]{} \t\r\n".indexOf(text[at]) < 0) {
      at++;
    }
    longest = Math.max(longest, at - begin);
    return Math.max(at, begin + 1);
  }
}
