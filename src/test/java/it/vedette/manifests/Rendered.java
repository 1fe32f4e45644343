package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects that one kustomization renders to, each read strictly. */
record Rendered(Path folder, List<HasMetadata> objects) {
  static Rendered of(Path folder) {
    return new Rendered(folder, StrictModel.parse(Kubectl.kustomize(folder)));
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst();
  }

  /**
   * The only one of that name.
   *
   * @throws AssertionError when there is none
   */
  <T extends HasMetadata> T one(Class<T> type, String name) {
    return find(type, name)
        .orElseThrow(
            () -> new AssertionError(folder + " has no " + type.getSimpleName() + " " + name));
  }

  /** What runs pods, with the pods that it runs. */
  List<Workload> workloads() {
    List<Workload> workloads = new ArrayList<>();
    all(Deployment.class)
        .forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
    all(StatefulSet.class)
        .forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
    return workloads;
  }

  record Workload(HasMetadata owner, PodTemplateSpec pod) {
    String name() {
      return owner.getMetadata().getName();
    }

    List<Container> containers() {
      return Stream.concat(
              pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
          .toList();
    }
  }
}
