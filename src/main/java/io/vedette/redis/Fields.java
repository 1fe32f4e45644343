package io.vedette.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What scripts take and answer, field by field, as bytes and as what they stand for. */
public final class Fields {
  private static final byte[] NONE = {};

  private Fields() {}

  /** A text or a number in ASCII. */
  public static byte[] ascii(Object text) {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Any text. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A text of a header field, whose characters are bytes. */
  public static byte[] latin1(String text) {
    return text.isEmpty() ? NONE : text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Bytes as text that stands for nothing but themselves. */
  public static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Milliseconds. */
  public static byte[] millis(Duration duration) {
    return ascii(duration.toMillis());
  }

  /** Milliseconds, or an empty text. */
  public static byte[] millis(Optional<Duration> duration) {
    return duration.map(Fields::millis).orElse(NONE);
  }

  /** A text; empty when there is none. */
  public static String text(@Nullable Object field) {
    return field instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
  }

  /** A whole number, as such or in digits. */
  public static long number(@Nullable Object field) {
    return field instanceof Long number ? number : Long.parseLong(text(field));
  }

  /** Milliseconds since 1970. */
  public static Instant instant(@Nullable Object field) {
    return Instant.ofEpochMilli(number(field));
  }
}
