package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rendered objects, and the secrets that go with them. */
final class Manifests {
  private static final Pattern NEXT_DOCUMENT = Pattern.compile("(?m)^---\n");

  private final List<HasMetadata> objects;

  private Manifests(List<HasMetadata> objects) {
    this.objects = objects;
  }

  /** Renders the folder and makes fresh secrets. */
  static Manifests render(String folder) {
    return new Manifests(
        Stream.of(
                Command.run("kubectl kustomize " + folder),
                Command.run(List.of("sh", "-c", "k8s/secrets 2> /dev/null")))
            .flatMap(NEXT_DOCUMENT::splitAsStream)
            .filter(document -> !document.isBlank())
            .map(Manifests::parse)
            .toList());
  }

  /** These and one more. */
  Manifests with(HasMetadata object) {
    return new Manifests(Stream.concat(objects.stream(), Stream.of(object)).toList());
  }

  private static HasMetadata parse(String document) {
    return new KubernetesSerialization().unmarshal(document, HasMetadata.class);
  }

  StatefulSet statefulSet(String name) {
    return find(StatefulSet.class, name);
  }

  Map<String, String> configMap(String name) {
    return find(ConfigMap.class, name).getData();
  }

  Map<String, String> secret(String name) {
    return find(Secret.class, name).getStringData();
  }

  private <T extends HasMetadata> T find(Class<T> type, String name) {
    return objects.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + type.getSimpleName() + " " + name));
  }
}
