package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret whose file is replaced as Kubernetes does it, and as others do. */
class LastKnownGoodTest {
  private static final Logger LOG = Logger.getLogger(LastKnownGood.class.getName());

  private final Path folder;
  private final List<String> told = new ArrayList<>();
  private final Handler handler = handler();

  LastKnownGoodTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Handler handler() {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        told.add(new SimpleFormatter().formatMessage(line));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  private LastKnownGood<Secret> of(Path file) {
    RotatingSecret secret = new RotatingSecret(new Secret("first"), Optional.of(file));
    return new LastKnownGood<>("a.password-file", secret.first(), secret::now);
  }

  private Path version(String name, String content) throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("password"), content);
    return folder.resolve(name);
  }

  @Test
  void now_fileReplacedBySwappedLinks_isTheNewContent() throws IOException {
    Path data = Files.createSymbolicLink(folder.resolve("..data"), version("v1", "one\n"));
    Path file =
        Files.createSymbolicLink(folder.resolve("password"), folder.resolve("..data/password"));
    LastKnownGood<Secret> secret = of(file);
    assertEquals("one", secret.now().value());

    Path next = Files.createSymbolicLink(folder.resolve("..new"), version("v2", "two\n"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    assertEquals("two", secret.now().value());
    assertEquals(List.of(), told);
  }

  @Test
  void now_whileTheFileIsAwayOrBlank_isTheLastGood_andToldOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "good");
    LastKnownGood<Secret> secret = of(file);
    assertEquals("good", secret.now().value());

    Files.writeString(file, " \n");
    assertEquals("good", secret.now().value());
    Files.delete(file);
    assertEquals("good", secret.now().value());

    assertEquals(1, told.size(), told::toString);
    assertTrue(told.get(0).startsWith("a.password-file: cannot be read"), told::toString);
    assertFalse(told.get(0).contains("good"), told::toString);

    Files.writeString(file, "better");
    assertEquals("better", secret.now().value());
    Files.delete(file);
    assertEquals("better", secret.now().value());
    assertEquals(2, told.size(), "another time is told again: " + told);
  }

  @Test
  void now_neverReadable_isTheFirst() {
    assertEquals("first", of(folder.resolve("missing")).now().value());
  }
}
