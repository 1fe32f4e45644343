package io.vedette.credential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of credentials for tests, and the tokens that it has. */
public final class TestCredentials {
  private final Map<String, String> tokens = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  /** Adds a token, made as an operator makes it. */
  public TestCredentials with(String id, String scopes) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    if (!TokenCommand.run(List.of(id, scopes), new SecureRandom(), out, out)) {
      throw new IllegalArgumentException(printed.toString(StandardCharsets.UTF_8));
    }
    List<String> made = printed.toString(StandardCharsets.UTF_8).lines().toList();
    tokens.put(id, made.get(0));
    lines.add(made.get(1));
    return this;
  }

  /** Writes the file. */
  public Path write(Path folder) throws IOException {
    return Files.write(folder.resolve("credentials"), lines);
  }

  /** The value of {@code Authorization}. */
  public String bearer(String id) {
    return "Bearer " + tokens.get(id);
  }
}
