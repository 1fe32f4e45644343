package io.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is a door: short, complete, and what it and the other documents point to is there. */
class DocumentsTest {
  private static final Path README = Path.of("README.md");
  private static final Path CONTRACT = Path.of("src/main/resources/META-INF/openapi.yaml");
  private static final int LARGEST = 13 * 1024;

  private static final Pattern CALLS = Pattern.compile("(?m)^\\* `[A-Z]+[ `].*$");

  /** A method, with a path or with that of the next one. */
  private static final Pattern CALL = Pattern.compile("`([A-Z]+)(?: (/\\S*))?`");

  private static final Pattern PATH = Pattern.compile("  /api/v1(/\\S+):");
  private static final Pattern METHOD = Pattern.compile("    (get|head|put|post|patch|delete):");
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void readme_isShort() throws IOException {
    assertTrue(Files.size(README) <= LARGEST, () -> README + " is larger than " + LARGEST);
  }

  @Test
  void callsOfTheReadme_areThoseOfTheContract() throws IOException {
    List<String> calls = ofTheReadme();

    assertEquals(ofTheContract(), new TreeSet<>(calls));
    assertEquals(ofTheContract().size(), calls.size());
  }

  private static List<String> ofTheReadme() throws IOException {
    List<String> calls = new ArrayList<>();
    for (MatchResult line : found(CALLS, Files.readString(README)).toList()) {
      List<String> methods = new ArrayList<>();
      for (MatchResult call : found(CALL, line.group()).toList()) {
        methods.add(call.group(1));
        if (call.group(2) != null) {
          methods.forEach(method -> calls.add(method + " " + call.group(2)));
          methods.clear();
        }
      }
      assertEquals(List.of(), methods, line::group);
    }
    return calls;
  }

  private static Set<String> ofTheContract() throws IOException {
    Set<String> calls = new TreeSet<>();
    String path = "";
    for (String line : Files.readAllLines(CONTRACT)) {
      Matcher newPath = PATH.matcher(line);
      Matcher method = METHOD.matcher(line);
      if (newPath.matches()) {
        path = newPath.group(1);
      } else if (method.matches()) {
        calls.add(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return calls;
  }

  @Test
  void links_leadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult link : found(LINK, Files.readString(document)).toList()) {
        if (!leadsSomewhere(document, link)) {
          broken.add(document + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private static boolean leadsSomewhere(Path document, MatchResult link) throws IOException {
    Path there =
        link.group(1).isEmpty()
            ? document
            : document.toAbsolutePath().resolveSibling(link.group(1)).normalize();
    return Files.exists(there) && (link.group(2) == null || anchors(there).contains(link.group(2)));
  }

  /** As sites that show Markdown make them. */
  private static Set<String> anchors(Path document) throws IOException {
    return found(HEADING, Files.readString(document))
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(README));
    for (String root : List.of("src", "liberty", "k8s")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents;
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
