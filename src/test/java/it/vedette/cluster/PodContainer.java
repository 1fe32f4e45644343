package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The container of a pod, made of its specification by podman and runc. */
final class PodContainer {
  private static final String IMAGE =
      System.getProperty("vedette.redis.image", "localhost/vedette-redis");

  private final String name;

  private PodContainer(String name) {
    this.name = name;
  }

  /** Makes it, to be started. The name is also that of the host. */
  static PodContainer create(String pod, PodSpec spec, Host host, List<String> mounts) {
    Container container = spec.getContainers().get(0);
    List<String> words = new ArrayList<>(List.of("create", "--name", host.name()));
    words.addAll(List.of("--hostname", pod, "--network", "ns:/run/netns/" + host.name()));
    words.addAll(security(spec.getSecurityContext(), container.getSecurityContext()));
    words.addAll(List.of("--memory", Long.toString(memoryLimit(container))));
    container.getEnv().forEach(variable -> words.addAll(environment(variable, container)));
    mounts.forEach(mount -> words.addAll(List.of("--volume", mount)));
    words.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", IMAGE));
    words.addAll(container.getCommand());
    podman(words);
    return new PodContainer(host.name());
  }

  private static List<String> security(PodSecurityContext pod, SecurityContext container) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--user", pod.getRunAsUser() + ":" + pod.getRunAsGroup()));
    words.addAll(List.of("--group-add", pod.getFsGroup().toString()));
    if (container.getReadOnlyRootFilesystem()) {
      words.addAll(List.of("--read-only", "--read-only-tmpfs=false"));
    }
    container
        .getCapabilities()
        .getDrop()
        .forEach(capability -> words.addAll(List.of("--cap-drop", capability)));
    if (!container.getAllowPrivilegeEscalation()) {
      words.addAll(List.of("--security-opt", "no-new-privileges"));
    }
    return words;
  }

  private static List<String> environment(EnvVar variable, Container container) {
    String value = variable.getValue();
    if (value == null) {
      value = resource(variable.getValueFrom().getResourceFieldRef().getResource(), container);
    }
    return List.of("--env", variable.getName() + "=" + value);
  }

  private static String resource(String resource, Container container) {
    if (!resource.equals("limits.memory")) {
      throw new IllegalStateException("a resource that is not given here: " + resource);
    }
    return Long.toString(memoryLimit(container));
  }

  private static long memoryLimit(Container container) {
    return Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"))
        .longValueExact();
  }

  void start() {
    podman(List.of("start", name));
  }

  /** SIGKILL. */
  void kill() {
    podman(List.of("kill", "--signal", "KILL", name));
  }

  /** SIGTERM, and SIGKILL after that time. */
  void stop(Duration grace) {
    podman(List.of("stop", "--time", Long.toString(grace.toSeconds()), name));
  }

  /** Kills it when it still runs. */
  void remove() {
    podman(List.of("rm", "--force", "--time", "0", name));
  }

  /** Runs a command inside, as a probe or a person does. */
  Command.Result exec(Duration atMost, List<String> words) {
    return Command.attempt(atMost, with(List.of("exec", name), words));
  }

  long pid() {
    return Long.parseLong(podman(List.of("inspect", "--format", "{{.State.Pid}}", name)).strip());
  }

  String log() {
    return podman(List.of("logs", "--tail", "40", name));
  }

  private static String podman(List<String> words) {
    return Command.run(with(List.of(), words));
  }

  private static List<String> with(List<String> first, List<String> words) {
    return Stream.of(List.of("podman", "--runtime", "runc"), first, words)
        .flatMap(List::stream)
        .toList();
  }
}
