package it.vedette.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine, each for a bounded time. */
final class Command {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Command() {}

  /** How a program ended, and what it printed. */
  record Result(int code, String output) {
    boolean isSuccess() {
      return code == 0;
    }
  }

  /**
   * Returns what it printed.
   *
   * @throws IllegalStateException when it fails
   */
  static String run(List<String> words) {
    Result result = attempt(PATIENCE, words);
    if (!result.isSuccess()) {
      throw new IllegalStateException(String.join(" ", words) + ": " + result);
    }
    return result.output();
  }

  /** The same with words that have no spaces inside. */
  static String run(String words) {
    return run(List.of(words.split(" ")));
  }

  /** Kills it after {@code atMost}; then the code is not 0. */
  static Result attempt(Duration atMost, List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return new Result(process.exitValue(), output.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String outputOf(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
