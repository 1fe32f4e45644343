package io.vedette.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key of our own with its certificate: a key store (PKCS12 or JKS), or PEM in files. */
public final class ClientCertificate {
  private static final char[] IN_MEMORY = new char[0];

  private ClientCertificate() {}

  /**
   * The key and its certificates, as the files are now.
   *
   * @param files one key store, or one or more PEM files that have both between them
   * @throws IOException when one cannot be read, or the password is wrong
   * @throws GeneralSecurityException when the key or a certificate is missing or broken
   */
  public static KeyManager[] read(List<Path> files, Optional<Secret> password)
      throws IOException, GeneralSecurityException {
    byte[] content = content(files);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (Pem.isIn(content)) {
      factory.init(ofPem(content), IN_MEMORY);
    } else if (files.size() == 1) {
      factory.init(open(files.get(0), password), characters(password));
    } else {
      throw new GeneralSecurityException("there is no certificate (PEM) in these files");
    }
    return factory.getKeyManagers();
  }

  private static byte[] content(List<Path> files) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path file : files) {
      all.write(Files.readAllBytes(file));
    }
    return all.toByteArray();
  }

  private static KeyStore ofPem(byte[] content) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = Pem.certificates(content).toArray(Certificate[]::new);
    store.setKeyEntry("own", Pem.privateKey(content), IN_MEMORY, chain);
    return store;
  }

  static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  /** A key store of any type that Java knows. */
  static KeyStore open(Path file, Optional<Secret> password)
      throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), characters(password));
  }

  /** Without a password nothing is checked with it: what needs none can still be read. */
  private static char @Nullable [] characters(Optional<Secret> password) {
    return password.map(secret -> secret.value().toCharArray()).orElse(null);
  }
}
