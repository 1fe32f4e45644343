package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that can be applied renders, and what it renders to is sound. */
class RenderIT {
  @TestFactory
  Stream<DynamicTest> objects_areOfKnownTypes() {
    return each(rendered -> assertFalse(rendered.objects().isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> objects_areThereOnce() {
    return each(
        rendered -> {
          Set<String> seen = new HashSet<>();
          assertEquals(
              List.of(),
              rendered.objects().stream()
                  .map(RenderIT::name)
                  .filter(name -> !seen.add(name))
                  .toList());
        });
  }

  @TestFactory
  Stream<DynamicTest> references_leadSomewhere() {
    return each(rendered -> assertEquals(List.of(), new References(rendered).broken()));
  }

  private static String name(io.fabric8.kubernetes.api.model.HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private interface Check {
    void of(Rendered rendered);
  }

  private static Stream<DynamicTest> each(Check check) {
    Kubectl.require();
    return Kustomizations.complete()
        .map(folder -> dynamicTest(folder.toString(), () -> check.of(rendered(folder))));
  }

  private static Rendered rendered(Path folder) {
    return Rendered.of(folder);
  }
}
