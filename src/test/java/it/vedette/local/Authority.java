package it.vedette.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own and certificates by it, made with the keytool of the JDK. */
public final class Authority {
  /** The password of every key store here. */
  public static final String PASSWORD = "of-a-test-key-store";

  private static final String SELF = "ca";

  private final Path folder;
  private final Path store;

  private Authority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("authority.p12");
  }

  /** A new one, with its files in that folder. */
  public static Authority in(Path folder) {
    Authority authority = new Authority(folder);
    authority.keytool(
        "-genkeypair",
        "-alias",
        SELF,
        "-keyalg",
        "EC",
        "-dname",
        "CN=authority of " + folder.getFileName(),
        "-ext",
        "bc:c");
    authority.write("ca.crt", pem("CERTIFICATE", encoded(authority.chain(SELF).get(0))));
    return authority;
  }

  /**
   * Issues a certificate for 90 days.
   *
   * @param name of its files
   * @param names for whom it is, such as {@code ip:127.0.0.1,dns:localhost}
   * @param more options of keytool, such as {@code -startdate}
   */
  public Issued issue(String name, String names, String... more) {
    List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-signer", SELF));
    command.addAll(List.of("-dname", "CN=" + name, "-ext", "san=" + names));
    command.addAll(List.of(more));
    if (!command.contains("-keyalg")) {
      command.addAll(List.of("-keyalg", "EC"));
    }
    keytool(command.toArray(String[]::new));
    StringBuilder chain = new StringBuilder();
    chain(name).forEach(one -> chain.append(pem("CERTIFICATE", encoded(one))));
    return new Issued(
        write(name + ".crt", chain.toString()),
        write(name + ".key", pem("PRIVATE KEY", key(name).getEncoded())),
        keyStore(name));
  }

  /**
   * A certificate and its key.
   *
   * @param chain the certificate and that of the authority (PEM)
   * @param key its key (PEM, PKCS #8)
   * @param keyStore both (PKCS12)
   */
  public record Issued(Path chain, Path key, Path keyStore) {}

  /** Its own certificate (PEM). */
  public Path certificate() {
    return folder.resolve("ca.crt");
  }

  /** The SHA-256 of its public key, in base64: how browsers name one. */
  String fingerprint() {
    try {
      byte[] key = chain(SELF).get(0).getPublicKey().getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts this authority and no other, and shows that certificate. */
  public SSLContext context(Issued own) {
    try {
      KeyManagerFactory key =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      key.init(open(own.keyStore()), PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(SELF, chain(SELF).get(0));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path keyStore(String name) {
    Path file = folder.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore single = KeyStore.getInstance("PKCS12");
      single.load(null, null);
      Certificate[] chain = chain(name).toArray(Certificate[]::new);
      single.setKeyEntry(name, key(name), PASSWORD.toCharArray(), chain);
      single.setCertificateEntry(SELF, chain(SELF).get(0));
      single.store(out, PASSWORD.toCharArray());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Certificate> chain(String name) {
    try {
      return List.of(open(store).getCertificateChain(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Key key(String name) {
    try {
      return open(store).getKey(name, PASSWORD.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore open(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore opened = KeyStore.getInstance("PKCS12");
      opened.load(in, PASSWORD.toCharArray());
      return opened;
    }
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  private Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
