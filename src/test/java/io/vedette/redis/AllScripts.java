package io.vedette.redis;

import it.vedette.local.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of all rooms: what stands in a constant of any class. */
public final class AllScripts {
  private static final Path CLASSES = Path.of("target/classes");
  private static final List<Script> ALL = find();

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

  private static List<Script> find() {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("io/vedette"))) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .flatMap(AllScripts::of)
          .sorted(Comparator.comparing(Script::label))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Script> of(String name) {
    try {
      Class<?> type = Class.forName(name, false, AllScripts.class.getClassLoader());
      return Stream.of(type.getDeclaredFields())
          .filter(field -> field.getType() == Script.class)
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .map(AllScripts::value);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Script value(Field field) {
    try {
      field.setAccessible(true);
      return (Script) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
