package io.vedette.redis;

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
