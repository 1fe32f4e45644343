package io.vedette.image;

import io.vedette.credential.TokenCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Starts the server in a container, with a work area that a start before it has prepared; or makes
 * an API token.
 */
public final class Start {
  static final String OUTPUT = "WLP_OUTPUT_DIR";
  static final String SERVER = "vedette";
  static final String WORK_AREA = "workarea";
  private static final String TOKEN = "token";
  private static final String SERVER_MAIN = "com.ibm.ws.kernel.boot.cmdline.EnvCheck";

  private Start() {}

  /**
   * Takes the folder with the prepared work area, or nothing to start without one. The environment
   * variable {@code WLP_OUTPUT_DIR} names the writable folder; exits with 1 when it is not.
   *
   * <p>With {@code token} behind the folder it is {@link TokenCommand}, with what follows.
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    if (arguments.length > 1 && arguments[1].equals(TOKEN)) {
      TokenCommand.main(Arrays.copyOfRange(arguments, 2, arguments.length));
    } else {
      serve(arguments);
    }
  }

  private static void serve(String[] arguments) throws ReflectiveOperationException {
    Path output = Path.of(System.getenv().getOrDefault(OUTPUT, "/output")).resolve(SERVER);
    try {
      Files.createDirectories(output);
      for (String prepared : arguments) {
        prepare(Path.of(prepared), output.resolve(WORK_AREA));
      }
    } catch (IOException e) {
      // The server sets up logging for itself; when it does not start, this is its only line.
      Logger.getLogger(Start.class.getName())
          .log(
              Level.SEVERE,
              "Cannot write to {0}, mount a writable volume there: {1}",
              new Object[] {output, e});
      System.exit(1);
    }
    Class.forName(SERVER_MAIN)
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {SERVER});
  }

  /** Copies the work area, unless a container before this one has left its own. */
  static void prepare(Path prepared, Path workArea) throws IOException {
    if (Files.exists(workArea)) {
      return;
    }
    Path copy = Files.createTempDirectory(workArea.getParent(), WORK_AREA);
    try (Stream<Path> files = Files.walk(prepared)) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        Files.copy(file, copy.resolve(prepared.relativize(file)));
      }
    }
    Files.move(copy, workArea, StandardCopyOption.ATOMIC_MOVE);
  }
}
