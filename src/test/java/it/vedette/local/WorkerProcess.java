package it.vedette.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A worker of {@code src/test/resources/it/vedette/workers}, as a process. */
public final class WorkerProcess implements AutoCloseable {
  private static final Path FOLDER = Path.of("src/test/resources/it/vedette/workers");
  private static final Duration STOP = Duration.ofSeconds(30);

  private final RunFolder folder;
  private final ChildProcess process;

  /** What a worker is written in. */
  public enum Language {
    JAVA("Worker.java", Path.of(System.getProperty("java.home"), "bin", "java").toString()),
    PYTHON("worker.py", "python3"),
    NODE("worker.mjs", "node"),
    BASH("worker.sh", "bash");

    private final Path file;
    private final String program;

    Language(String file, String program) {
      this.file = FOLDER.resolve(file);
      this.program = program;
    }

    /** Whether this machine has what runs it. */
    public boolean isInstalled() {
      return this == JAVA || Programs.isInstalled(program);
    }

    private ProcessBuilder command(String queue) {
      return this == JAVA
          ? new ProcessBuilder(program, "-cp", JavaMain.classes(), file.toString(), queue)
          : new ProcessBuilder(program, file.toString(), queue);
    }
  }

  private WorkerProcess(RunFolder folder, ProcessBuilder command) {
    this.folder = folder;
    this.process =
        new ChildProcess(folder, command, new LogFile(folder.path().resolve("worker.log")));
  }

  /**
   * Starts one, which works on what it finds in the queue.
   *
   * @param settings environment variables
   */
  public static WorkerProcess start(Language language, String queue, Map<String, String> settings) {
    RunFolder folder = RunFolder.create();
    ProcessBuilder command = language.command(queue);
    command.environment().keySet().removeIf(name -> name.startsWith("VEDETTE_"));
    command.environment().putAll(settings);
    WorkerProcess worker = new WorkerProcess(folder, command);
    worker.process.start();
    return worker;
  }

  /** SIGTERM; does not wait for the end. */
  public void terminate() {
    process.terminate();
  }

  /** Waits for the end after {@link #terminate()}; returns the exit code. */
  public int awaitEnd() {
    return process.awaitEnd(STOP);
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() {
    process.kill();
  }

  /** Whether the process is there. */
  public boolean isRunning() {
    return process.isRunning();
  }

  /** Kills it and removes its files. */
  @Override
  public void close() {
    folder.close();
  }
}
