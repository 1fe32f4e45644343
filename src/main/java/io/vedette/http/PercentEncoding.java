package io.vedette.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percent-encoding, RFC 3986 section 2.1, without the leniency of form decoders. */
public final class PercentEncoding {
  private static final String UNRESERVED = "-._~";
  private static final Pattern REWRITTEN =
      Pattern.compile("(?s).*[\\x00-\\x1F\\x7F].*|(.*/)?\\.{0,2}(/.*)?");

  private PercentEncoding() {}

  /**
   * Whether paths carry a text, which servers and proxies on the way may decode: it has no empty or
   * dot segments and no control characters.
   */
  public static boolean isCarried(String text) {
    return !REWRITTEN.matcher(text).matches();
  }

  /** The bytes that the text stands for; empty when an escape is incomplete. */
  public static Optional<byte[]> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      int letter = text.codePointAt(i);
      if (letter != '%') {
        bytes.writeBytes(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(letter) - 1;
        continue;
      }
      int value = i + 2 < text.length() ? escaped(text, i) : -1;
      if (value < 0) {
        return Optional.empty();
      }
      bytes.write(value);
      i += 2;
    }
    return Optional.of(bytes.toByteArray());
  }

  private static int escaped(String text, int at) {
    char high = text.charAt(at + 1);
    char low = text.charAt(at + 2);
    return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
        ? HexFormat.fromHexDigit(high) * 16 + HexFormat.fromHexDigit(low)
        : -1;
  }

  /** The text for a path or a query: everything escaped but letters, digits and {@code -._~}. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte one : bytes) {
      char letter = (char) (one & 0xFF);
      boolean plain =
          letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
      if (plain) {
        text.append(letter);
      } else {
        text.append('%').append(String.format("%02X", (int) letter));
      }
    }
    return text.toString();
  }

  /** Whether the bytes are well-formed UTF-8. */
  public static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
