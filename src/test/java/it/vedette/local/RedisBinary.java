package it.vedette.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** The program redis-server. */
final class RedisBinary {
  private static final Pattern VERSION = Pattern.compile("\\bv=(\\d+)\\.(\\d+)");

  private RedisBinary() {}

  /** The first one on the PATH that is 6.2 or newer, else the carried one, put into the folder. */
  static Path find(RunFolder folder) {
    return onPath().orElseGet(() -> carried(folder));
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isBlank())
        .map(entry -> Path.of(entry, "redis-server"))
        .filter(Files::isExecutable)
        .filter(program -> isAtLeast(program, 6, 2))
        .findFirst();
  }

  /** Whether it has WAITAOF. */
  static boolean tellsWhatIsOnDisk(Path program) {
    return isAtLeast(program, 7, 2);
  }

  private static boolean isAtLeast(Path program, int major, int minor) {
    try {
      Process process = new ProcessBuilder(program.toString(), "--version").start();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      byte[] output = process.getInputStream().readAllBytes();
      return isAtLeast(new String(output, StandardCharsets.UTF_8), major, minor);
    } catch (IOException notRunnable) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isAtLeast(String versionLine, int major, int minor) {
    Matcher version = VERSION.matcher(versionLine);
    if (!version.find()) {
      return false;
    }
    int itsMajor = Integer.parseInt(version.group(1));
    int itsMinor = Integer.parseInt(version.group(2));
    return itsMajor > major || (itsMajor == major && itsMinor >= minor);
  }

  /** The carried one, which is 6.2. */
  static Path carried(RunFolder folder) {
    try {
      Path target = folder.folder("redis");
      return ExecutableProvider.newJarResourceProvider(target.toFile()).get().toPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
