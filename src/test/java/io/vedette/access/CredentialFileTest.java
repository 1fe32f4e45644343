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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = Logger.getLogger(CredentialFile.class.getName());

  private final List<String> warnings = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().equals(Level.WARNING)) {
            warnings.add(new SimpleFormatter().formatMessage(line));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private Path path = Path.of("");

  @BeforeEach
  void write(@TempDir Path folder) throws IOException {
    path = folder.resolve("credentials");
    Files.writeString(path, line("shop", OLD, "never"));
  }

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
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
    readAgain(file);
    assertFalse(knows(file, OLD));
    assertTrue(knows(file, NEW));
  }

  /** As often as makes a change count. */
  private static void readAgain(CredentialFile file) {
    file.refresh();
    file.refresh();
  }

  @Test
  void fileThatIsWrittenInPlace_dropsNobodyMeanwhile() throws IOException {
    Files.writeString(path, line("shop", OLD, "never") + line("till", NEW, "never"));
    CredentialFile file = file();
    for (String part : List.of("", line("shop", OLD, "never"))) {
      Files.writeString(path, part);
      file.refresh();
      assertTrue(knows(file, OLD));
      assertTrue(knows(file, NEW));
    }
    file.refresh();
    assertFalse(knows(file, NEW));
  }

  @Test
  void fileThatNamesNobody_countsAndIsWarnedOf() throws IOException {
    CredentialFile file = file();
    assertEquals(List.of(), warnings);
    Files.writeString(path, "# note" + line("shop", NEW, "never"));
    readAgain(file);
    readAgain(file);
    assertFalse(knows(file, OLD));
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).startsWith(path + " names nobody"), warnings::toString);
    file();
    assertEquals(2, warnings.size());
  }

  @Test
  void brokenOrMissingFile_changesNothing_andItsSuccessorCounts() throws IOException {
    CredentialFile file = file();
    Files.writeString(path, "shop\n");
    readAgain(file);
    assertTrue(knows(file, OLD));
    Files.delete(path);
    file.refresh();
    assertTrue(knows(file, OLD));
    Files.writeString(path, line("shop", NEW, "never"));
    readAgain(file);
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
