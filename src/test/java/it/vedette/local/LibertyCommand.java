package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command and environment of Liberty's own {@code bin/server run}, without its shell: the
 * process is the server itself and not a script around it. As in the image there is no agent of
 * Liberty, which nothing here needs.
 */
final class LibertyCommand {
  /** Variables with which somebody else's shell could steer our server. */
  private static final String FOREIGN = "(VEDETTE|WLP|LOG|X_LOG)[_.].*|VARIABLE_SOURCE_DIRS";

  /** {@code -Dvedette.jvm}: options of the Java of every server, apart by spaces. */
  private static final List<String> MORE_OPTIONS =
      Stream.of(System.getProperty("vedette.jvm", "").split(" +"))
          .filter(option -> !option.isEmpty())
          .toList();

  private final String name;
  private final Path wlp;
  private final Path server;

  /**
   * Finds the server of that name.
   *
   * @throws IllegalStateException when it has not been built
   */
  LibertyCommand(String name) {
    this.name = name;
    wlp = Path.of(System.getProperty("vedette.wlp", "target/liberty/wlp")).toAbsolutePath();
    server = wlp.resolve("usr/servers").resolve(name);
    if (!Files.exists(server.resolve("server.xml"))) {
      throw new IllegalStateException(
          "no server in " + server + ": run ./mvnw liberty:create liberty:deploy");
    }
  }

  String name() {
    return name;
  }

  PreparedStart prepared() {
    return new PreparedStart(wlp, name);
  }

  /** Work area and logs go to {@code output}, so that servers can share one configuration. */
  ProcessBuilder at(int port, Path output, Map<String, String> settings) throws IOException {
    Path serverOutput = Files.createDirectories(output.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:MaxRAM=512m"); // a heap like a pod's, however large this machine is
    command.add("-Djava.awt.headless=true");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.addAll(prepared().giveTo(serverOutput));
    optionFiles().forEach(file -> command.addAll(options(file)));
    command.addAll(MORE_OPTIONS);
    command.addAll(List.of("-jar", wlp.resolve("bin/tools/ws-server.jar").toString(), name));
    command.addAll(List.of("--", "--http.port=" + port));

    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(serverOutput.toFile());
    environment(builder.environment(), output, settings);
    return builder;
  }

  /** In the order of the script: later ones win. */
  private Stream<Path> optionFiles() {
    String platform = Runtime.version().feature() >= 24 ? "java24.options" : "java9.options";
    return Stream.of(
        wlp.resolve("usr/shared/jvm.options"),
        server.resolve("configDropins/defaults/jvm.options"),
        server.resolve("jvm.options"),
        server.resolve("configDropins/overrides/jvm.options"),
        wlp.resolve("lib/platform/java").resolve(platform));
  }

  private void environment(
      Map<String, String> environment, Path output, Map<String, String> settings) {
    environment.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).matches(FOREIGN));
    options(server.resolve("server.env"))
        .forEach(line -> environment.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    environment.put("WLP_USER_DIR", wlp.resolve("usr").toString());
    environment.put("WLP_OUTPUT_DIR", output.toString());
    environment.putAll(settings);
  }

  /** Every line but empty ones and comments. */
  private static List<String> options(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(String::strip).filter(line -> !line.matches("(#.*)?")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where health, metrics and OpenAPI are, as {@code liberty/server.xml} has it. */
  static int managementPort(int port, Map<String, String> settings) {
    return settings.getOrDefault("management", "shared").equals("separate")
        ? Integer.parseInt(settings.getOrDefault("management_port", "9090"))
        : port;
  }
}
