package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What pages may send and read is what the contract has. */
class CorsTest {
  private static final Path CONTRACT = Path.of("src/main/resources/META-INF/openapi.yaml");

  /** In the contract, but not as parameters: OpenAPI has other places for them, or one sentence. */
  private static final Set<String> SENT_BESIDES =
      Set.of("Authorization", "Content-Type", "Session-Id", "traceparent", "X-Request-Id");

  /** Of answers that any call may get. */
  private static final Set<String> TOLD_BESIDES =
      Set.of(
          "Accept-Patch",
          "Accept-Post",
          "Allow",
          "RateLimit",
          "RateLimit-Policy",
          "Session-Id",
          "traceparent",
          "WWW-Authenticate");

  /**
   * Those that pages may read anyhow: the Fetch standard, CORS-safelisted response-header names.
   */
  private static final Set<String> READABLE =
      Set.of("Cache-Control", "Content-Type", "Expires", "Last-Modified");

  private final Set<String> sent = sorted(SENT_BESIDES);
  private final Set<String> told = sorted(TOLD_BESIDES);

  CorsTest() throws IOException {
    visit(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CONTRACT)));
  }

  private static Set<String> sorted(Collection<String> names) {
    Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    sorted.addAll(names);
    return sorted;
  }

  /** Every parameter in a header, and every answer's headers, wherever they are declared. */
  private void visit(Object node) {
    if (node instanceof Map<?, ?> members) {
      if ("header".equals(members.get("in"))) {
        sent.add(String.valueOf(members.get("name")));
      }
      boolean answer = members.containsKey("description"); // a property of that name has none
      if (answer && members.get("headers") instanceof Map<?, ?> headers) {
        headers.keySet().forEach(name -> told.add(String.valueOf(name)));
      }
      members.values().forEach(this::visit);
    } else if (node instanceof Collection<?> items) {
      items.forEach(this::visit);
    }
  }

  @Test
  void requestFields_areThoseOfTheContract() {
    assertEquals(sent, sorted(Cors.REQUEST_FIELDS));
    assertEquals(sent.size(), Cors.REQUEST_FIELDS.size());
  }

  @Test
  void answerFields_areThoseOfTheContract() {
    told.removeAll(READABLE);

    assertEquals(told, sorted(Cors.ANSWER_FIELDS));
    assertEquals(told.size(), Cors.ANSWER_FIELDS.size());
  }
}
