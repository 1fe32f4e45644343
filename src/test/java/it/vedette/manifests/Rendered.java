package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects that one kustomization renders to, each read strictly. */
public record Rendered(Path folder, List<HasMetadata> objects) {
  /** What runs pods, with the pods that it runs. */
  record Workload(HasMetadata owner, PodTemplateSpec template) {
    String name() {
      return owner.getMetadata().getName();
    }

    PodSpec pod() {
      return template.getSpec();
    }

    Container container() {
      return pod().getContainers().get(0);
    }

    List<Container> containers() {
      return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
          .toList();
    }
  }

  public static Rendered of(Path folder) {
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
  public <T extends HasMetadata> T one(Class<T> type, String name) {
    return find(type, name).orElseThrow(() -> missing(type.getSimpleName() + " " + name));
  }

  List<Workload> workloads() {
    return Stream.concat(
            all(Deployment.class).stream().map(it -> new Workload(it, it.getSpec().getTemplate())),
            all(StatefulSet.class).stream().map(it -> new Workload(it, it.getSpec().getTemplate())))
        .toList();
  }

  Workload workload(String name) {
    return workloads().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing("workload " + name));
  }

  /** A file of a ConfigMap, whether its name carries a hash or not. */
  String file(String configMap, String name) {
    return all(ConfigMap.class).stream()
        .filter(it -> it.getMetadata().getName().matches(configMap + "(-[a-z0-9]{10})?"))
        .map(it -> it.getData().get(name))
        .filter(text -> text != null)
        .findFirst()
        .orElseThrow(() -> missing("file " + name + " in " + configMap));
  }

  boolean isLocal() {
    return folder.getFileName().toString().startsWith("local");
  }

  boolean hasRedis() {
    return find(StatefulSet.class, "redis").isPresent();
  }

  private AssertionError missing(String what) {
    return new AssertionError(folder + " has no " + what);
  }
}
