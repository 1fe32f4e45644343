package io.vedette.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.credential.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private Path path = Path.of("");

  @BeforeEach
  void write(@TempDir Path folder) throws IOException {
    path = folder.resolve("credentials");
    Files.writeString(path, line("shop", OLD, "never"));
  }

  private CredentialFile file() {
    return new CredentialFile(path, now::get);
  }

  private static String line(String id, byte[] secret, String expiry) {
    return "%s sha256:%s cache:read %s%n".formatted(id, hex(secret), expiry);
  }

  private static String hex(byte[] secret) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean knows(CredentialFile file, byte[] secret) {
    return file.find(Sha256.of(secret)).isPresent();
  }

  @Test
  void find_namesItsOwner() {
    assertEquals("token:shop", file().find(Sha256.of(OLD)).orElseThrow().id());
  }

  @Test
  void changedFile_countsAfterARefresh() throws IOException {
    CredentialFile file = file();
    Files.writeString(path, line("shop", NEW, "never"));
    assertTrue(knows(file, OLD));
    file.refresh();
    assertFalse(knows(file, OLD));
    assertTrue(knows(file, NEW));
  }

  @Test
  void brokenOrMissingFile_changesNothing_andItsSuccessorCounts() throws IOException {
    CredentialFile file = file();
    Files.writeString(path, "shop\n");
    file.refresh();
    assertTrue(knows(file, OLD));
    Files.delete(path);
    file.refresh();
    assertTrue(knows(file, OLD));
    Files.writeString(path, line("shop", NEW, "never"));
    file.refresh();
    assertFalse(knows(file, OLD));
    assertTrue(knows(file, NEW));
  }

  @Test
  void expiry_isByTheClock() throws IOException {
    Files.writeString(path, line("shop", OLD, "2027-01-31T00:00:00Z"));
    CredentialFile file = file();
    now.set(Instant.parse("2027-01-30T23:59:59Z"));
    assertTrue(knows(file, OLD));
    now.set(Instant.parse("2027-01-31T00:00:00Z"));
    assertFalse(knows(file, OLD));
  }
}
