package io.vedette.failure;

/**
 * One thing that is wrong with the input.
 *
 * @param place where: a query parameter, a header field, or a JSON pointer (RFC 6901)
 * @param name the name of the parameter or field, or the pointer
 * @param detail what is wrong and what is allowed; never the caller's secret values
 */
public record InputError(Place place, String name, String detail) {

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
