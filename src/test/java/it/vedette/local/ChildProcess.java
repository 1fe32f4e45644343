package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that can be started again, with its output in one file. */
final class ChildProcess {
  private final RunFolder folder;
  private final ProcessBuilder command;
  private final LogFile log;
  private @Nullable Process process;

  ChildProcess(RunFolder folder, ProcessBuilder command, LogFile log) {
    this.folder = folder;
    this.command =
        command
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    this.log = log;
    Said.open(log);
  }

  LogFile log() {
    return log;
  }

  /** Does nothing when it runs already. */
  synchronized void start() {
    if (!isRunning()) {
      process = folder.start(command);
    }
  }

  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  long pid() {
    return process().pid();
  }

  CompletableFuture<Process> onExit() {
    return process().onExit();
  }

  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process().destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGTERM; returns the exit code when the process is gone, which may be gone already. */
  int stop(Duration atMost) {
    terminate();
    return awaitEnd(atMost);
  }

  /** SIGTERM, and nothing when it is gone already. */
  void terminate() {
    if (isRunning()) {
      resume(); // a paused process would not see the signal
      process().destroy();
    }
  }

  /** The exit code when the process is gone. */
  int awaitEnd(Duration atMost) {
    Await.until(
        () -> "the end of process " + pid() + ", " + log.tail(), atMost, () -> !isRunning());
    return process().exitValue();
  }

  private synchronized Process process() {
    if (process == null) {
      throw new IllegalStateException("never started");
    }
    return process;
  }

  /** Through the shell, which knows kill by itself: small systems have no kill program. */
  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("SIG" + name + " to " + pid() + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending SIG" + name, e);
    }
  }
}
