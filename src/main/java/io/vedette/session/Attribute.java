package io.vedette.session;

import java.nio.charset.StandardCharsets;

/**
 * An attribute of a session.
 *
 * @param tag of its own, without quotes
 * @param value a compact JSON text
 */
record Attribute(String name, String tag, String value) {
  /** What an attribute takes of the bytes that a session may have. */
  static int bytes(String name, String value) {
    return name.length() + value.getBytes(StandardCharsets.UTF_8).length;
  }
}
