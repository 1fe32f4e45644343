package io.vedette.config;

/**
 * A value that is never shown: its text form is always {@code ***}.
 *
 * @param value the secret itself; hand it on only to what authenticates with it
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
