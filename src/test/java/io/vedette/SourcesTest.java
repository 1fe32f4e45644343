package io.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is a rule of the house and only to be seen in the text of the sources. */
class SourcesTest {
  private static final int LONGEST_FILE = 250;
  private static final int LONGEST_METHOD = 40;
  private static final Path MAIN = Path.of("src/main/java/io/vedette");

  @Test
  void scripts_areReadInOneRoom() {
    Pattern named = Pattern.compile("\"[^\"]*(\\.lua|redis\\.call|KEYS\\[|ARGV\\[)");
    assertEquals(List.of(), naming(named, file -> !file.startsWith(MAIN.resolve("redis"))));
  }

  @Test
  void keys_areNamedInOneClassOfTheirRoom() {
    Pattern named =
        Pattern.compile("\"[^\"]*\\{(cache:|idempotency:|(policies|sessions|rates)\\}:)");
    assertEquals(List.of(), naming(named, file -> !file.toString().endsWith("Keys.java")));
  }

  private static List<Path> naming(Pattern named, Predicate<Path> elsewhere) {
    return sources(MAIN).stream()
        .filter(elsewhere)
        .filter(file -> lines(file).stream().anyMatch(line -> named.matcher(line).find()))
        .toList();
  }

  @Test
  void files_stayWithinTheirSize() {
    assertEquals(
        List.of(),
        sources(Path.of("src")).stream()
            .filter(file -> lines(file).size() > LONGEST_FILE)
            .toList());
  }

  @Test
  void methods_stayWithinTheirSize() {
    List<String> tooLong = new ArrayList<>();
    sources(Path.of("src")).forEach(file -> tooLong.addAll(longBlocks(file)));
    assertEquals(List.of(), tooLong);
  }

  /** What the formatter closes at the depth of a member, counted from the line that opened it. */
  private static List<String> longBlocks(Path file) {
    List<String> tooLong = new ArrayList<>();
    List<String> lines = lines(file);
    for (String depth : List.of("  ", "    ")) {
      int opened = 0;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.matches(depth + "[A-Za-z<].*")) {
          opened = i;
        } else if (line.equals(depth + "}")
            && i - opened >= LONGEST_METHOD
            && !lines.get(opened).matches(".*\\b(class|record|enum|interface) .*")) {
          tooLong.add(file + ":" + (opened + 1));
        }
      }
    }
    return tooLong;
  }

  private static List<Path> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
