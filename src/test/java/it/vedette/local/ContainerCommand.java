package it.vedette.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that runs the image as a cluster would: not as root, on a root that cannot be written
 * to, without capabilities, within the memory of a pod. It shares the network of this machine, so
 * that it finds the Redis of the tests.
 */
final class ContainerCommand {
  /** How containers are run here; some machines need options of their own. */
  private static final String RUN = System.getProperty("vedette.container", "podman run");

  private final String image;
  private final String name;

  ContainerCommand(String image, String name) {
    this.image = image;
    this.name = name;
  }

  /** Secrets are copied to {@code folder}, which must be empty. */
  ProcessBuilder at(int port, int managementPort, Path folder, Map<String, String> settings)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(RUN.split(" ")));
    command.addAll(List.of("--rm", "--name", name, "--network", "host"));
    command.addAll(List.of("--read-only", "--tmpfs", "/tmp", "--volume", "/output"));
    command.addAll(List.of("--cap-drop", "all", "--security-opt", "no-new-privileges"));
    command.addAll(List.of("--memory", "512m", "--cpus", "2"));
    command.addAll(List.of("--env", "HTTP_PORT=" + port));
    command.addAll(List.of("--env", "management_port=" + managementPort));
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      command.addAll(List.of("--env", setting.getKey() + "=" + setting.getValue()));
      if (setting.getKey().endsWith("_FILE")) {
        command.addAll(List.of("--volume", readable(setting.getValue(), folder)));
      }
    }
    command.add(image);
    return new ProcessBuilder(command);
  }

  /** The tests' own secrets are for their user alone, and a container has another one. */
  private static String readable(String secret, Path folder) throws IOException {
    Path copy =
        Files.writeString(
            Files.createTempFile(folder, "secret", ""), Files.readString(Path.of(secret)));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
    return copy + ":" + secret + ":ro";
  }
}
