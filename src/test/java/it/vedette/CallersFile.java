package it.vedette;

import io.vedette.credential.TokenCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A file of credentials, filled as an operator fills it: with the command that makes tokens. */
final class CallersFile implements AutoCloseable {
  private final Path file;
  private final List<String> lines = new ArrayList<>();

  CallersFile() {
    try {
      file = Files.createTempFile("credentials", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return file;
  }

  /** One more token that never expires; gives it. */
  synchronized String token(String id, String scopes) {
    return token(id, scopes, "never");
  }

  /** One more token; gives it. */
  synchronized String token(String id, String scopes, String expiry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    if (!TokenCommand.run(List.of(id, scopes, expiry), new SecureRandom(), to, to)) {
      throw new IllegalArgumentException(out.toString(StandardCharsets.UTF_8));
    }
    List<String> made = out.toString(StandardCharsets.UTF_8).lines().toList();
    add(made.get(1));
    return made.get(0);
  }

  /** One more line. */
  synchronized void add(String line) {
    lines.add(line);
    write();
  }

  /** Takes away all lines of an owner. */
  synchronized void remove(String id) {
    lines.removeIf(line -> line.startsWith(id + " "));
    write();
  }

  /** At once, as a mounted secret changes. */
  private void write() {
    try {
      Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), lines);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
