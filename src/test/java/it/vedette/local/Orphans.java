package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders, with their processes, of runs that were killed before they could clean up. */
final class Orphans {
  private Orphans() {}

  /** Removes them all and says what was removed, or is empty when there was nothing. */
  static Optional<String> remove() {
    List<Path> folders = new ArrayList<>();
    int processes = 0;
    for (Path folder : candidates()) {
      Optional<Integer> killed = remove(folder);
      if (killed.isPresent()) {
        folders.add(folder);
        processes += killed.get();
      }
    }
    return folders.isEmpty() ? Optional.empty() : Optional.of(report(folders, processes));
  }

  private static String report(List<Path> folders, int processes) {
    return "Removed what an earlier run left behind: %d process(es), %s"
        .formatted(processes, String.join(", ", folders.stream().map(Path::toString).toList()));
  }

  private static List<Path> candidates() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(RunFolder.PREFIX))
          .filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !RunFolder.OURS.contains(file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of processes killed, or empty when the folder has an owner or is not ours. */
  private static Optional<Integer> remove(Path folder) {
    Path lockFile = folder.resolve(RunFolder.LOCK);
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null || !ownedByUs(folder)) {
        return Optional.empty();
      }
      int killed = killAll(folder.resolve(RunFolder.PROCESSES));
      RunFolder.delete(folder);
      return Optional.of(killed);
    } catch (IOException goneOrForeign) {
      return Optional.empty();
    }
  }

  /** Others may write to the folder for temporary files too, and name processes of ours. */
  private static boolean ownedByUs(Path folder) throws IOException {
    Path probe = Files.createTempFile("vedette", ".probe");
    try {
      return Files.getOwner(probe).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
    } finally {
      Files.delete(probe);
    }
  }

  private static int killAll(Path list) throws IOException {
    if (!Files.exists(list)) {
      return 0;
    }
    List<ProcessHandle> alive =
        Files.readAllLines(list).stream()
            .filter(Leftover::isWhole)
            .map(Leftover::parse)
            .flatMap(leftover -> leftover.process().stream())
            .toList();
    RunFolder.kill(alive);
    return alive.size();
  }
}
