package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One temporary folder, and the processes that live in it and end with it. */
final class RunFolder implements AutoCloseable {
  static final String PREFIX = "vedette-local-";
  static final String LOCK = "lock";
  static final String PROCESSES = "processes";

  /** Folders of this JVM: even looking at their lock with a second channel would release it. */
  static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final List<Process> processes = new ArrayList<>();
  private boolean closed;

  private RunFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A new folder that only this user may enter. */
  static RunFolder create() {
    try {
      Path path = Files.createTempDirectory(PREFIX);
      OURS.add(path);
      RunFolder folder = new RunFolder(path, lock(path));
      AtExit.close(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Locked under another name first: a lock that others can see is always held. */
  private static FileChannel lock(Path folder) throws IOException {
    Path early = folder.resolve(LOCK + ".new");
    FileChannel channel =
        FileChannel.open(early, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.move(early, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    return channel;
  }

  Path path() {
    return path;
  }

  /** A new folder inside this one. */
  Path folder(String name) {
    try {
      return Files.createDirectory(path.resolve(name), permissions("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new file inside this folder that only this user may read. */
  Path secret(String name, String content) {
    try {
      Path file = Files.createFile(path.resolve(name), permissions("rw-------"));
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?> permissions(String symbols) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbols));
  }

  /** Starts a process that ends with this folder at the latest. */
  synchronized Process start(ProcessBuilder command) {
    if (closed) {
      throw new IllegalStateException(path + " is closed");
    }
    try {
      Process process = command.start();
      processes.add(process);
      Files.writeString(
          path.resolve(PROCESSES),
          Leftover.of(process.toHandle()).line(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the processes and removes the folder. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    AtExit.forget(this);
    kill(processes.stream().map(Process::toHandle).toList());
    Said.keep(path);
    delete(path);
    OURS.remove(path);
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL to all; returns when they are gone. */
  static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** Deletes the folder with all that is in it, also when a dying process still writes to it. */
  static void delete(Path folder) {
    Await.until("the removal of " + folder, Duration.ofSeconds(10), () -> isDeleted(folder));
  }

  private static boolean isDeleted(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList());
      Path lock = folder.resolve(LOCK);
      if (deepestFirst.remove(lock)) {
        deepestFirst.add(deepestFirst.size() - 1, lock); // what has no lock, no run cleans up
      }
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException stillInUse) {
      return false;
    }
  }
}
