package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import it.vedette.local.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Renders kustomizations with the program that an operator uses. */
final class Kubectl {
  private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

  private Kubectl() {}

  /**
   * What {@code kubectl kustomize} prints for that folder; rendered once.
   *
   * @throws IllegalStateException with its message, when it refuses
   */
  static String kustomize(Path folder) {
    require();
    return RENDERED.computeIfAbsent(folder, Kubectl::render);
  }

  /** Ends the test as skipped on a machine without kubectl, as failed in continuous integration. */
  static void require() {
    if (Programs.isInstalled("kubectl")) {
      return;
    }
    String reason = "kubectl is not on the PATH: the manifests are not checked";
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    abort(reason);
  }

  private static String render(Path folder) {
    try {
      Path errors = Files.createTempFile("kustomize", ".err");
      try {
        return run(folder, errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String run(Path folder, Path errors) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("kubectl", "kustomize", folder.toString())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(folder + ": kubectl does not end");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(folder + ": " + Files.readString(errors));
    }
    return text;
  }
}
