package it.vedette.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has printed. */
record LogFile(Path path) {
  private static final int TAIL = 30;

  /** All of it; empty when it printed nothing yet. */
  String text() {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException nothingYet) {
      return "";
    }
  }

  /** The last lines, under a line with the path. */
  String tail() {
    List<String> lines = text().lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    return "the end of " + path + ":\n" + String.join("\n", last);
  }
}
