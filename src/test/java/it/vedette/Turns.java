package it.vedette;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Classes run in several virtual machines beside each other, but an {@link Isolated} one runs while
 * no other class does.
 *
 * <p>Whoever comes passes the gate first and leaves it open behind itself once it may run: an
 * isolated class waits in it for the others to end, and no new one overtakes it.
 */
public final class Turns implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(Turns.class);
  private static final Path FOLDER = Path.of("target", "turns");

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (isNested(context)) {
      return;
    }
    boolean isolated = context.getRequiredTestClass().isAnnotationPresent(Isolated.class);
    Files.createDirectories(FOLDER);
    try (FileChannel gate = open("gate")) {
      gate.lock();
      FileChannel turn = open("turn");
      turn.lock(0, Long.MAX_VALUE, !isolated);
      context.getStore(NAMESPACE).put(FileChannel.class, turn);
    }
  }

  private static FileChannel open(String name) throws IOException {
    return FileChannel.open(
        FOLDER.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().isMemberClass();
  }

  /** Closing gives the turn back. */
  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (!isNested(context)) {
      context.getStore(NAMESPACE).get(FileChannel.class, FileChannel.class).close();
    }
  }
}
