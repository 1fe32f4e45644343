package io.vedette.failure;

/**
 * One thing that is wrong with the input.
 *
 * @param place where: a query parameter, a header field, or a JSON pointer (RFC 6901)
 * @param name the name of the parameter or field, or the pointer; at most 500 characters of it
 * @param detail what is wrong and what is allowed, at most 500 characters of it; never the caller's
 *     secret values
 */
public record InputError(Place place, String name, String detail) {
  private static final int LONGEST = 500;

  /** What a client sent is repeated to it in short. */
  public InputError {
    name = shortened(name);
    detail = shortened(detail);
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = LONGEST - (Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? 1 : 0);
    return text.substring(0, end) + "…";
  }

  /** Where in a request something is wrong. */
  public enum Place {
    PARAMETER,
    HEADER,
    POINTER
  }

  /** An error in the query parameter {@code name}. */
  public static InputError parameter(String name, String detail) {
    return new InputError(Place.PARAMETER, name, detail);
  }

  /** An error in the header field {@code name}. */
  public static InputError header(String name, String detail) {
    return new InputError(Place.HEADER, name, detail);
  }

  /** An error at the JSON pointer {@code pointer}, for example {@code /ttl}. */
  public static InputError pointer(String pointer, String detail) {
    return new InputError(Place.POINTER, pointer, detail);
  }
}
