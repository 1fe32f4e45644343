package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract as it is served. */
class OpenApiIT {
  private static final Path GOLDEN = Path.of("src/test/resources/it/vedette/contract.txt");
  private static final Set<String> METHODS =
      Set.of("get", "head", "put", "post", "patch", "delete");

  private final Client client = Target.client();
  private final Client operator = Target.operator();
  private final JsonObject document = operator.get("/openapi?format=JSON").json();

  /**
   * Every change of the contract shows in the golden file: run with {@code -Dgolden.update=true} to
   * write it anew, and read the difference before you commit it.
   */
  @Test
  void contract_changed_showsInTheGoldenFile() throws IOException {
    String served = String.join("\n", summary()) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, served);
    }
    assertEquals(Files.readString(GOLDEN), served);
  }

  @Test
  void everyStatusWithContent_hasAnExample() {
    List<String> without = new ArrayList<>();
    eachCall(
        (path, method, call) ->
            call.getJsonObject("responses")
                .forEach(
                    (status, response) -> {
                      JsonObject content =
                          resolved(response.asJsonObject()).getJsonObject("content");
                      if (content != null && !content.toString().contains("\"example\"")) {
                        without.add(method + " " + path + " " + status);
                      }
                    }));
    assertEquals(List.of(), without);
  }

  @Test
  void everyCall_isServed_andNoOther() {
    eachCall(
        (path, method, call) -> {
          Answer answer = Samples.send(client, method, path, fresh());
          assertNotEquals(405, answer.status(), method + " " + path);
          assertTrue(
              answer.status() != 404 || !answer.text().contains("resource-not-found"),
              method + " " + path);
        });
    document
        .getJsonObject("paths")
        .keySet()
        .forEach(
            path -> {
              Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
              eachCall(
                  (known, method, call) -> {
                    if (known.equals(path)) {
                      allowed.add(method);
                    }
                  });
              if (allowed.contains("GET")) {
                allowed.add("HEAD");
              }
              String other = allowed.contains("PATCH") ? "POST" : "PATCH";
              Answer refused = client.send(other, Samples.path(other, path, fresh()), new byte[0]);
              assertEquals(405, refused.status(), path);
              assertEquals(
                  allowed, new TreeSet<>(Set.of(refused.header("Allow").split(",\\s*"))), path);
            });
  }

  private interface Visitor {
    void visit(String path, String method, JsonObject call);
  }

  private void eachCall(Visitor visitor) {
    document
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject()
                    .forEach(
                        (method, call) -> {
                          if (METHODS.contains(method)) {
                            visitor.visit(
                                path, method.toUpperCase(Locale.ROOT), call.asJsonObject());
                          }
                        }));
  }

  private static String fresh() {
    return Entries.fresh().cache();
  }

  private Set<String> summary() {
    Set<String> lines = new TreeSet<>();
    eachCall(
        (path, method, call) -> {
          String name = path + " " + method;
          for (JsonValue parameter : parameters(path, call)) {
            JsonObject each = resolved(parameter.asJsonObject());
            lines.add(name + " " + each.getString("in") + " " + each.getString("name"));
          }
          call.getJsonObject("responses")
              .forEach((status, response) -> lines.add(name + " " + status + " " + told(response)));
        });
    return lines;
  }

  private List<JsonValue> parameters(String path, JsonObject call) {
    List<JsonValue> all = new ArrayList<>();
    JsonObject item = document.getJsonObject("paths").getJsonObject(path);
    for (JsonObject owner : List.of(item, call)) {
      if (owner.containsKey("parameters")) {
        all.addAll(owner.getJsonArray("parameters"));
      }
    }
    return all;
  }

  private String told(JsonValue response) {
    JsonObject told = resolved(response.asJsonObject());
    Set<String> headers =
        told.containsKey("headers")
            ? new TreeSet<>(told.getJsonObject("headers").keySet())
            : Set.of();
    Set<String> types =
        told.containsKey("content") ? told.getJsonObject("content").keySet() : Set.of();
    return types + " " + headers;
  }

  private JsonObject resolved(JsonObject value) {
    JsonString reference = value.getJsonString("$ref");
    return reference == null
        ? value
        : document.getValue(reference.getString().substring(1)).asJsonObject();
  }
}
