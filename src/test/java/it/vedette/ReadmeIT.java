package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ladders of the documents, rung by rung, as a reader would type them. */
class ReadmeIT {
  private static final Pattern RUNG = Pattern.compile("```console\n\\$ (.*)\n([^`]*)```");

  /** What a reader takes from one answer to the next command. */
  private static final Map<String, Pattern> TAKEN =
      Map.of(
          "ETAG", Pattern.compile("(?m)^ETag: (.*)$"),
          "SESSION", Pattern.compile("(?m)^Session-Id: (.*)$"),
          "LEASE", Pattern.compile("(?m)(?:^Fill-Lease: |\"lease\":\")([^\"\n]+)"),
          "TASK", Pattern.compile("(?m)^Location: /api/v1/tasks/(.*)$"));

  @ParameterizedTest
  @CsvSource({"README.md, 14", "src/main/resources/META-INF/README.md, 46"})
  void ladder_typedAsItStands_answersAsItSays(Path document, int length) throws Exception {
    Origins.MAIN.on("/crm/invoices", "\"11 bytes\"", "Content-Type", "application/json");
    Matcher rung = RUNG.matcher(Files.readString(document));
    String base = Target.base().toString();
    String fresh = Entries.fresh().cache();
    Map<String, String> taken = new HashMap<>();
    int rungs = 0;
    while (rung.find()) {
      String command = rung.group(1).replace("http://localhost:9080", base).replace("demo", fresh);
      String answer = typed(command, taken);
      String expected = rung.group(2).replace("demo", fresh);
      for (String line : expected.strip().lines().filter(l -> !l.isBlank()).toList()) {
        assertTrue(
            answer.lines().anyMatch(shown(line).asMatchPredicate()),
            () -> "'" + line + "' is not in the answer to " + command + "\n" + answer);
      }
      TAKEN.forEach(
          (name, field) -> {
            Matcher found = field.matcher(answer);
            if (found.find()) {
              taken.put(name, found.group(1));
            }
          });
      rungs++;
    }
    assertEquals(length, rungs);
  }

  /** The line as it is shown, where … stands for anything. */
  private static Pattern shown(String line) {
    List<String> parts = new ArrayList<>();
    for (String part : line.split("…", -1)) {
      parts.add(Pattern.quote(part));
    }
    return Pattern.compile(String.join(".*", parts));
  }

  private static String typed(String command, Map<String, String> taken)
      throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", command).redirectError(ProcessBuilder.Redirect.DISCARD);
    shell.environment().putAll(taken);
    Process process = shell.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), command);
    return answer.replace("\r", "");
  }
}
