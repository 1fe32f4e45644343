package it.vedette.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.SocketFactory;

/**
 * What all pods of one set share.
 *
 * @param sockets with which clients reach them
 * @param scheme of the addresses of the sentinels
 * @param trust settings of the server beside addresses and passwords
 */
record Surroundings(
    Path folder,
    Network network,
    Manifests manifests,
    SocketFactory sockets,
    String scheme,
    Map<String, String> trust) {
  private static final String RENDERED = "src/test/resources/it/vedette/cluster/";

  static Surroundings plain() {
    Path folder = temporaryFolder();
    Manifests manifests = Manifests.render(RENDERED + "plain");
    return new Surroundings(
        folder, new Network(folder), manifests, SocketFactory.getDefault(), "redis", Map.of());
  }

  /** With {@code k8s/components/tls}. */
  static Surroundings overTls() {
    Path folder = temporaryFolder();
    Certificates certificates = Certificates.make(folder);
    return new Surroundings(
        folder,
        new Network(folder),
        Manifests.render(RENDERED + "tls").with(certificates.secret()),
        certificates.sockets(),
        "rediss",
        Map.of("VEDETTE_REDIS_TRUST_STORE", certificates.path("ca.crt")));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("vedette-cluster-");
      Command.run("chmod 755 " + folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
