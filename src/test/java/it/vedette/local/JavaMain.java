package it.vedette.local;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs a main class of the tests in a JVM of its own. */
final class JavaMain {
  private JavaMain() {}

  static ProcessBuilder of(Class<?> main, String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Stream<String> command =
        Stream.of(Stream.of(java), Stream.of(options), Stream.of("-cp", classes(), main.getName()))
            .flatMap(part -> part);
    return new ProcessBuilder(command.toList());
  }

  /** The class path of the tests. */
  static String classes() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
