package io.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's table of settings is the file of defaults. */
class SettingsTableTest {
  private static final Path DEFAULTS =
      Path.of("src/main/resources/META-INF/microprofile-config.properties");

  @Test
  void table_ofTheReadme_isTheFileOfDefaults() throws IOException {
    List<String> table =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `vedette."))
            .toList();

    assertEquals(rows(), table);
  }

  private static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    String meaning = "";
    for (String line : Files.readAllLines(DEFAULTS)) {
      if (line.startsWith("# ")) {
        meaning = line.substring(2);
      } else if (line.startsWith("vedette.")) {
        String[] pair = line.split("=", 2);
        String value = pair[1].isEmpty() ? "" : " " + pair[1];
        rows.add("| `%s` |%s | %s |".formatted(pair[0], value, meaning));
      }
    }
    return rows;
  }
}
