package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Components can be switched on alone and two by two, whatever their order. */
class ComponentsIT {
  /** Below the project, because a kustomization names folders relative to its own. */
  private static final Path GENERATED = Path.of("target/kustomizations");

  /** The second changes what the first has taken away. */
  private static final Set<List<Path>> CONTRADICTIONS =
      Set.of(pair("autoscaling-backlog", "autoscaling-in-flight"), pair("external-redis", "tls"));

  @TestFactory
  Stream<DynamicTest> each_rendersAlone() {
    Kubectl.require();
    return Kustomizations.components().map(component -> sound(List.of(component)));
  }

  @TestFactory
  Stream<DynamicTest> pairs_renderInBothOrders() {
    Kubectl.require();
    return Kustomizations.components()
        .flatMap(
            first ->
                Kustomizations.components()
                    .filter(second -> !second.equals(first))
                    .map(second -> List.of(first, second)))
        .map(pair -> CONTRADICTIONS.contains(pair) ? refused(pair) : sound(pair));
  }

  @Test
  void each_hasAReadmeOfAScreen() throws IOException {
    for (Path component : Kustomizations.components().toList()) {
      List<String> lines = Files.readAllLines(component.resolve("README.md"));
      assertTrue(lines.size() <= 40, component + " has " + lines.size() + " lines");
    }
  }

  private static List<Path> pair(String first, String second) {
    Path components = Kustomizations.ROOT.resolve("components");
    return List.of(components.resolve(first), components.resolve(second));
  }

  private static DynamicTest refused(List<Path> components) {
    return dynamicTest(
        name(components) + " is refused",
        () -> {
          Path folder = with(components);
          assertThrows(IllegalStateException.class, () -> Rendered.of(folder));
        });
  }

  private static DynamicTest sound(List<Path> components) {
    return dynamicTest(
        name(components),
        () -> {
          Rendered rendered = Rendered.of(with(components));
          assertEquals(List.of(), new References(rendered).broken());
          assertEquals(List.of(), Restricted.violations(rendered));
        });
  }

  private static String name(List<Path> components) {
    return String.join(
        "+", components.stream().map(component -> component.getFileName().toString()).toList());
  }

  private static Path with(List<Path> components) throws IOException {
    Path folder = Files.createDirectories(GENERATED.resolve(name(components)));
    StringBuilder text =
        new StringBuilder(
            """
            kind: Kustomization
            namespace: vedette
            resources: [../../../k8s/base/app, ../../../k8s/base/redis]
            configMapGenerator:
              - name: external-redis
                literals: [VEDETTE_REDIS_SENTINELS=redis://a:1]
            components:
            """);
    components.forEach(component -> text.append("  - ../../../").append(component).append('\n'));
    Files.writeString(folder.resolve("kustomization.yaml"), text);
    return folder;
  }
}
