package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The merge patch that Redis makes, beside the examples of RFC 7396 and another implementation. */
class MergePatchScriptIT {
  private static final int ROUNDS = 2_000;
  private static final List<String> NAMES =
      List.of("a", "b", "c", "\"", "\\", "{", "}", "[,]", ":", "\u20ac", "\n", "\u0001", "null");

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private static String merged(String target, String patch) {
    return redis
        .command(
            "EVAL",
            Script.load(AllScripts.class, "/io/vedette/session/merge-patch")
                + "\nreturn merged(ARGV[1], ARGV[2])",
            "0",
            target,
            patch)
        .stripTrailing();
  }

  /** Appendix A, but for patches and targets that no session can have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'} | {'a':'c'} | {'a':'c'}",
        "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
        "{'a':'b'} | {'a':null} | {}",
        "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
        "{'a':['b']} | {'a':'c'} | {'a':'c'}",
        "{'a':'c'} | {'a':['b']} | {'a':['b']}",
        "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
        "['a','b'] | ['c','d'] | ['c','d']",
        "{'a':'b'} | ['c'] | ['c']",
        "{'a':'foo'} | null | null",
        "{'a':'foo'} | 'bar' | 'bar'",
        "{'e':null} | {'a':1} | {'e':null,'a':1}",
        "[1,2] | {'a':'b','c':null} | {'a':'b'}",
        "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
      })
  void examples_ofTheRfc(String target, String patch, String expected) {
    assertEquals(
        expected.replace('\'', '"'), merged(target.replace('\'', '"'), patch.replace('\'', '"')));
  }

  @Test
  void anyDocuments_areMergedAsTheLibraryDoes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      JsonValue target = value(random, 4);
      JsonObject patch = object(random, 4);
      String expected = Json.createMergePatch(patch).apply(copy(target)).toString();
      String seen = merged(target.toString(), patch.toString());
      assertEquals(
          parsed(expected), parsed(seen), () -> "seed " + seed + ": " + target + " with " + patch);
      assertEquals(parsed(seen).toString(), seen, "compact as it was");
    }
  }

  private static JsonValue copy(JsonValue value) {
    return parsed(value.toString());
  }

  private static JsonValue parsed(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> JsonValue.NULL;
      case 1 -> JsonValue.TRUE;
      case 2 -> Json.createValue(random.nextLong());
      case 3 -> Json.createValue(NAMES.get(random.nextInt(NAMES.size())).repeat(random.nextInt(3)));
      case 4 -> Json.createValue(random.nextDouble());
      case 5 -> {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array.build();
      }
      default -> object(random, depth - 1);
    };
  }

  private static JsonObject object(Random random, int depth) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.add(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
    }
    return object.build();
  }
}
