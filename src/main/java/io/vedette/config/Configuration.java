package io.vedette.config;

import java.util.stream.Stream;

/**
 * The checked settings of a room. Every bean of this type is made when the server starts, so that a
 * wrong setting stops the server and not the first request.
 */
public interface Configuration {
  /** Keys that this room knows besides those with a default. */
  default Stream<String> furtherKeys() {
    return Stream.empty();
  }
}
