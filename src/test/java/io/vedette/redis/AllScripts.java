package io.vedette.redis;

import io.vedette.Constants;
import it.vedette.local.RedisProcess;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of all rooms: what stands in a constant of any class. */
public final class AllScripts {
  private static final List<Script> ALL =
      Constants.of(Script.class).stream().sorted(Comparator.comparing(Script::label)).toList();

  private AllScripts() {}

  /** All of them, by their names. */
  static List<Script> all() {
    return ALL;
  }

  /** The one of that name. */
  public static Script script(String label) {
    return ALL.stream()
        .filter(script -> script.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no script " + label));
  }

  /** What one answers when it is run like that, a line for each field. */
  static String run(RedisProcess redis, ScriptCall call) {
    Stream<String> begin =
        Stream.of("EVAL", call.script().source(), Integer.toString(call.keys().size()));
    Stream<byte[]> words = Stream.concat(call.keys().stream(), call.arguments().stream());
    return redis.command(Stream.concat(begin, words.map(Fields::text)).toArray(String[]::new));
  }

  /** A call of one whose arguments are all empty. */
  static ScriptCall empty(Script script) {
    ScriptCall call = script.on();
    script.parameters().forEach(parameter -> call.with(parameter, ""));
    return call;
  }
}
