package io.vedette.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The authorities in a file: certificates (PEM), which Java reads, but not as a key store, or a key
 * store (PKCS12 or JKS).
 */
public final class TrustStore {
  private TrustStore() {}

  /** Whether it is a file of certificates. */
  public static boolean isPem(Path file) {
    try {
      return Pem.isIn(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file of certificates that a setting names; empty when it names none.
   *
   * @throws SettingError when it cannot be read, or has none
   */
  public static Optional<Path> file(Settings settings, String key) {
    Optional<Path> file = settings.optionalText(key).map(Path::of);
    if (file.isPresent() && !(Files.isReadable(file.get()) && isPem(file.get()))) {
      throw new SettingError(key, "'%s' is not a file of certificates (PEM)".formatted(file.get()));
    }
    return file;
  }

  /**
   * Trusts every certificate in the file, as it is now.
   *
   * @throws IOException when it cannot be read
   * @throws GeneralSecurityException when it has no certificate, or a broken one
   */
  public static TrustManager[] read(Path file, Optional<Secret> password)
      throws IOException, GeneralSecurityException {
    byte[] content = Files.readAllBytes(file);
    KeyStore trusted = Pem.isIn(content) ? ofPem(content) : ClientCertificate.open(file, password);
    if (trusted.size() == 0) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore ofPem(byte[] content) throws IOException, GeneralSecurityException {
    KeyStore trusted = ClientCertificate.empty();
    for (Certificate one : Pem.certificates(content)) {
      trusted.setCertificateEntry("authority-" + trusted.size(), one);
    }
    return trusted;
  }
}
