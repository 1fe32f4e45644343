package it.vedette.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What there is to render: found on disk, so that nothing new escapes the checks. */
final class Kustomizations {
  static final Path ROOT = Path.of("k8s");

  private Kustomizations() {}

  /** What an operator applies, and what shows that the parts fit together. */
  static Stream<Path> complete() {
    return Stream.concat(folders("overlays"), folders("combinations"));
  }

  static Stream<Path> components() {
    return folders("components");
  }

  static Stream<Path> overlays() {
    return folders("overlays");
  }

  private static Stream<Path> folders(String name) {
    try (Stream<Path> found = Files.list(ROOT.resolve(name))) {
      List<Path> folders =
          found
              .filter(folder -> Files.exists(folder.resolve("kustomization.yaml")))
              .sorted()
              .toList();
      if (folders.isEmpty()) {
        throw new IllegalStateException("nothing in " + ROOT.resolve(name));
      }
      return folders.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
