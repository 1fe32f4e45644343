package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Authority;
import it.vedette.local.Authority.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificateTest {
  private static final Optional<Secret> PASSWORD = Optional.of(new Secret(Authority.PASSWORD));

  private final Path folder;
  private final Authority authority;

  ClientCertificateTest(@TempDir Path folder) {
    this.folder = folder;
    this.authority = Authority.in(folder);
  }

  private static void assertHasBoth(String algorithm, List<Path> files, Optional<Secret> password)
      throws Exception {
    X509KeyManager manager =
        assertInstanceOf(X509KeyManager.class, ClientCertificate.read(files, password)[0]);
    String alias = manager.getClientAliases(algorithm, null)[0];
    assertNotNull(manager.getPrivateKey(alias));
    assertEquals(
        "CN=own", manager.getCertificateChain(alias)[0].getSubjectX500Principal().getName());
    assertEquals(2, manager.getCertificateChain(alias).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void read_pemInTwoFilesOrOne_hasKeyAndChain(String algorithm) throws Exception {
    Issued own = authority.issue("own", "dns:own", "-keyalg", algorithm);
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(own.key()) + Files.readString(own.chain()));

    assertHasBoth(algorithm, List.of(own.chain(), own.key()), Optional.empty());
    assertHasBoth(algorithm, List.of(both), Optional.empty());
  }

  @Test
  void read_keyStore_hasKeyAndChain() throws Exception {
    Issued own = authority.issue("own", "dns:own");

    assertHasBoth("EC", List.of(own.keyStore()), PASSWORD);
    List<Path> two = List.of(own.keyStore(), own.keyStore());
    assertThrows(GeneralSecurityException.class, () -> ClientCertificate.read(two, PASSWORD));
    assertThrows(
        Exception.class,
        () -> ClientCertificate.read(List.of(own.keyStore()), Optional.of(new Secret("another"))));
  }

  @Test
  void read_pemWithoutAKeyOfTheKnownForm_saysWhatIsMissing() throws Exception {
    Issued own = authority.issue("own", "dns:own");
    Path old = folder.resolve("old.key");
    Files.writeString(old, Files.readString(own.key()).replace(" PRIVATE", " EC PRIVATE"));

    Exception refused =
        assertThrows(
            GeneralSecurityException.class,
            () -> ClientCertificate.read(List.of(own.chain(), old), Optional.empty()));

    assertTrue(
        refused.toString().contains("no PKCS #8 key (BEGIN PRIVATE KEY)"), refused::toString);
  }

  @Test
  void trust_ofPemOrKeyStore_isTheAuthority() throws Exception {
    Issued own = authority.issue("own", "dns:own");

    assertEquals(1, TrustStore.read(authority.certificate(), Optional.empty()).length);
    assertEquals(1, TrustStore.read(own.keyStore(), PASSWORD).length);
    Path none = Files.writeString(folder.resolve("none"), "-----BEGIN CERTIFICATE-----\n");
    assertThrows(GeneralSecurityException.class, () -> TrustStore.read(none, Optional.empty()));
  }
}
