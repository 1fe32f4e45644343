package io.vedette.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret that may be replaced while the server runs.
 *
 * @param first what it was when the settings were read
 * @param file the file that holds it, if any: without one it never changes
 */
public record RotatingSecret(Secret first, Optional<Path> file) {

  /**
   * What the file says at this moment, without the white space around it.
   *
   * @throws IOException when it cannot be read or is blank, as it may be while it is replaced
   */
  public Secret now() throws IOException {
    return file.isEmpty() ? first : new Secret(content(file.get()));
  }

  private static String content(Path file) throws IOException {
    String content = Files.readString(file).strip();
    if (content.isEmpty()) {
      throw new IOException(file + " is empty");
    }
    return content;
  }
}
