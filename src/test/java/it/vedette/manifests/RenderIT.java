package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    Set<String> seen = new HashSet<>();
    return each(
        rendered -> assertNone(rendered, it -> !seen.add(rendered.folder() + "/" + name(it))));
  }

  @TestFactory
  Stream<DynamicTest> objects_areInTheNamespace() {
    return each(
        rendered -> assertNone(rendered, it -> !"vedette".equals(it.getMetadata().getNamespace())));
  }

  @TestFactory
  Stream<DynamicTest> objects_sayWhatTheyArePartOf() {
    return each(rendered -> assertNone(rendered, it -> !"vedette".equals(partOf(it))));
  }

  @TestFactory
  Stream<DynamicTest> workloads_areNamedAsTheirPodsAre() {
    return each(
        rendered ->
            rendered
                .workloads()
                .forEach(
                    it ->
                        assertEquals(
                            it.template().getMetadata().getLabels(),
                            it.owner().getMetadata().getLabels())));
  }

  @TestFactory
  Stream<DynamicTest> references_leadSomewhere() {
    return each(rendered -> assertEquals(List.of(), new References(rendered).broken()));
  }

  @TestFactory
  Stream<DynamicTest> pods_complyWithTheRestrictedLevel() {
    return each(rendered -> assertEquals(List.of(), Restricted.violations(rendered)));
  }

  private static void assertNone(Rendered rendered, Predicate<HasMetadata> wrong) {
    assertEquals(List.of(), rendered.objects().stream().filter(wrong).map(RenderIT::name).toList());
  }

  private static String name(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static @Nullable String partOf(HasMetadata object) {
    return object.getMetadata().getLabels().get("app.kubernetes.io/part-of");
  }

  private static Stream<DynamicTest> each(Consumer<Rendered> check) {
    Kubectl.require();
    return Kustomizations.complete()
        .map(folder -> dynamicTest(folder.toString(), () -> check.accept(Rendered.of(folder))));
  }
}
