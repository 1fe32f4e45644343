package it.vedette.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it is written down for a later run: its number alone could belong to another one by
 * then.
 */
record Leftover(long pid, Instant start, String program) {
  /** Start times are derived from the boot time, which is only known to about a second. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  static Leftover of(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return new Leftover(
        process.pid(), info.startInstant().orElse(Instant.EPOCH), info.command().orElse("unknown"));
  }

  /** The last line of a run that was killed while it wrote is not. */
  static boolean isWhole(String line) {
    return line.matches("\\d+ \\d+ .+");
  }

  static Leftover parse(String line) {
    String[] parts = line.split(" ", 3);
    return new Leftover(
        Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
  }

  String line() {
    return "%d %d %s%n".formatted(pid, start.toEpochMilli(), program);
  }

  /** The process, when it still runs and is the one that was written down. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    Leftover now = of(process);
    return now.program.equals(program)
        && Duration.between(start, now.start).abs().compareTo(ROUNDING) < 0;
  }
}
