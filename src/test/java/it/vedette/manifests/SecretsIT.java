package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.vedette.credential.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code k8s/secrets} prints, and what an operator does with it next. */
class SecretsIT {
  /** Of a cluster that has nothing but the Secret of the callers, in the folder where it runs. */
  private static final String KUBECTL =
      """
      #!/bin/sh
      case $* in
        *" get secret vedette-callers -o jsonpath={.data.credentials}") cat stored ;;
        *" create secret generic vedette-callers --from-file=credentials "*) cat credentials ;;
        *" apply -f -") base64 > applied && mv applied stored ;;
        *) exit 1 ;;
      esac
      """;

  private static final String PODMAN =
      """
      #!/bin/sh
      echo vdt_secret
      echo "shop sha256:$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n') cache:read never"
      """;

  private final Path folder;
  private final List<String> lines;

  SecretsIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Path told = folder.resolve("told");
    String yaml = run(List.of(Path.of("k8s/secrets").toAbsolutePath().toString()), told);
    String credentials =
        StrictModel.parse(yaml).stream()
            .filter(object -> object.getMetadata().getName().equals("vedette-callers"))
            .map(object -> ((Secret) object).getStringData().get("credentials"))
            .collect(Collectors.joining());
    store(credentials);
    program("kubectl", KUBECTL);
    program("podman", PODMAN);
    lines = Files.readAllLines(told).stream().filter(line -> line.startsWith("    ")).toList();
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private void store(String credentials) throws IOException {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("stored"), Base64.getEncoder().encode(bytes));
  }

  private String stored() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("stored"));
    return new String(Base64.getMimeDecoder().decode(bytes), StandardCharsets.UTF_8);
  }

  private String run(List<String> command, Path errors) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    Process process = builder.redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(errors));
    return text;
  }

  @Test
  void callers_areNobody_onALineThatHasAnEnd() throws IOException {
    assertTrue(stored().startsWith("#") && stored().endsWith("\n"), stored());
    assertEquals(0, Credentials.parse(stored().lines().toList()).size());
  }

  @Test
  void toldCommands_addACallerEachTime_alsoToALineWithoutAnEnd() throws Exception {
    store("# who");
    for (int callers = 1; callers <= 2; callers++) {
      run(List.of("sh", "-ec", String.join("\n", lines)), folder.resolve("errors"));
      assertEquals(callers, Credentials.parse(stored().lines().toList()).size(), stored());
    }
  }

  @Test
  void readme_tellsTheSameCommands() throws IOException {
    String readme = Files.readString(Path.of("k8s/README.md"));

    assertEquals(3, lines.size());
    lines.forEach(line -> assertTrue(readme.contains(line + "\n"), line));
  }
}
