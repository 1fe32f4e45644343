package it.vedette.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What is installed on this machine. */
public final class Programs {
  private Programs() {}

  /** Whether that program is on the PATH. */
  public static boolean isInstalled(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
