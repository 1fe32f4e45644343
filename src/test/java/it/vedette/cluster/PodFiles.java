package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodDNSConfigOption;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a kubelet prepares for one pod: its volumes, and the files that name it and the others. */
final class PodFiles {
  private final Path folder;
  private final Path claims;
  private final PodSpec spec;
  private final Manifests manifests;

  /** Claims outlive the pod, everything else is new. */
  PodFiles(Path folder, Path claims, PodSpec spec, Manifests manifests) {
    this.folder = folder;
    this.claims = claims;
    this.spec = spec;
    this.manifests = manifests;
  }

  /** Makes it all and returns how it is mounted: source, target and options, as podman takes it. */
  List<String> mounts(Container container, String fullName, String address, String nameServer) {
    Command.run(List.of("rm", "-rf", folder.toString()));
    String hosts = "127.0.0.1 localhost\n%s %s %s\n";
    String pod = fullName.substring(0, fullName.indexOf('.'));
    Path hostsFile =
        write(folder("names").resolve("hosts"), hosts.formatted(address, fullName, pod));
    Path resolver =
        write(folder("names").resolve("resolv.conf"), "nameserver " + nameServer + options());
    return Stream.concat(
            container.getVolumeMounts().stream().map(this::mount),
            Stream.of(hostsFile + ":/etc/hosts:ro", resolver + ":/etc/resolv.conf:ro"))
        .toList();
  }

  private String options() {
    return spec.getDnsConfig().getOptions().stream()
        .map(PodFiles::option)
        .collect(Collectors.joining(" ", "\noptions ", "\n"));
  }

  private static String option(PodDNSConfigOption option) {
    return option.getName() + ":" + option.getValue();
  }

  private String mount(VolumeMount mount) {
    String options = Boolean.TRUE.equals(mount.getReadOnly()) ? ":ro" : "";
    return source(mount.getName()) + ":" + mount.getMountPath() + options;
  }

  private Path source(String volume) {
    return spec.getVolumes().stream()
        .filter(candidate -> candidate.getName().equals(volume))
        .findFirst()
        .map(this::folderOf)
        .orElseGet(() -> writable(claims.resolve(volume)));
  }

  private Path folderOf(Volume volume) {
    Path path = folder("volumes/" + volume.getName());
    if (volume.getConfigMap() != null) {
      fill(
          path,
          manifests.configMap(volume.getConfigMap().getName()),
          volume.getConfigMap().getDefaultMode());
    } else if (volume.getSecret() != null) {
      fill(
          path,
          manifests.secret(volume.getSecret().getSecretName()),
          volume.getSecret().getDefaultMode());
    } else if (volume.getEmptyDir() != null) {
      writable(path);
    } else {
      throw new IllegalStateException("a volume of another kind: " + volume);
    }
    return path;
  }

  private void fill(Path path, Map<String, String> files, int mode) {
    files.forEach((name, text) -> write(path.resolve(name), text));
    Command.run("chgrp -R " + group() + " " + path);
    files.keySet().forEach(name -> Command.run("chmod %o %s".formatted(mode, path.resolve(name))));
  }

  /** As when an object behind a volume is changed and the kubelet has noticed. */
  void change(String volume, String file, String text) {
    write(folder("volumes/" + volume).resolve(file), text);
  }

  private Path writable(Path path) {
    create(path);
    Command.run("chgrp " + group() + " " + path);
    Command.run("chmod 2775 " + path);
    return path;
  }

  private long group() {
    return spec.getSecurityContext().getFsGroup();
  }

  private Path folder(String name) {
    return create(folder.resolve(name));
  }

  private static Path create(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
