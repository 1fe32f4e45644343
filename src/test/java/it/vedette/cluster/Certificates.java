package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own and one certificate for all pods, in a folder. */
record Certificates(Path folder) {
  private static final String NAMES =
      "subjectAltName=DNS:*.redis.vedette.svc.cluster.local,DNS:*.sentinel.vedette.svc.cluster.local";

  static Certificates make(Path folder) {
    Certificates made = new Certificates(folder);
    made.issue("ca", List.of());
    made.issue(
        "tls",
        List.of("-CA", made.path("ca.crt"), "-CAkey", made.path("ca.key"), "-addext", NAMES));
    return made;
  }

  private void issue(String name, List<String> more) {
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048"));
    command.addAll(List.of("-nodes", "-days", "2", "-subj", "/CN=" + name));
    command.addAll(List.of("-keyout", path(name + ".key"), "-out", path(name + ".crt")));
    command.addAll(more);
    Command.run(command);
  }

  String path(String file) {
    return folder.resolve(file).toString();
  }

  /** As cert-manager makes it. */
  Secret secret() {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("redis-tls")
        .endMetadata()
        .addToStringData("ca.crt", text("ca.crt"))
        .addToStringData("tls.crt", text("tls.crt"))
        .addToStringData("tls.key", text("tls.key"))
        .build();
  }

  private String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sockets that trust this authority and no other. */
  SocketFactory sockets() {
    try (InputStream authority = Files.newInputStream(folder.resolve("ca.crt"))) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(authority));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
