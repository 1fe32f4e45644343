package io.vedette;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.failure.Failure;

/**
 * What a fuzzer says to a target: which parser, what repeats how often, and a text. Short inputs
 * make long texts: some regular expressions recurse on them, others never end. Seeds are plain
 * lines: the letter of the parser, a space (nothing repeats), the text.
 */
public record FuzzInput(int parser, String text) {
  /** As much as a server takes in a head. */
  private static final int LONGEST = 65_536;

  /** Reads it, each byte as a character, as the container does. */
  public static FuzzInput of(byte[] input) {
    if (input.length < 3) {
      return new FuzzInput(0, "");
    }
    String text = new String(input, 2, input.length - 2, ISO_8859_1);
    return new FuzzInput(input[0], repeated(text, input[1]));
  }

  /** All of it 2 to 512 times, or its last character 1 to 32,768 times more. */
  private static String repeated(String text, int how) {
    if (how >= '1' && how <= '9') {
      return text.repeat(Math.min(1 << (how - '0'), 1 + LONGEST / text.length()));
    }
    String last = text.substring(text.length() - 1);
    return how >= 'A' && how <= 'P' ? text + last.repeat(1 << (how - 'A')) : text;
  }

  /** The bytes as they came. */
  public byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  /** The text as JSON and files have it. */
  public String unicode() {
    return new String(bytes(), UTF_8);
  }

  /** A parser gives a value or refuses the input, which is the caller's fault. */
  public static void reads(Runnable parser) {
    try {
      parser.run();
    } catch (Failure refused) {
      if (refused.problem().status() >= 500) {
        throw new AssertionError("not the caller's fault: " + refused, refused);
      }
    }
  }

  /** What must hold of any input. */
  public static void holds(boolean property, Object of) {
    if (!property) {
      throw new AssertionError("does not hold of " + of);
    }
  }
}
