package io.vedette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What stands in a constant of any class of any room. */
public final class Constants {
  private static final Path CLASSES = Path.of("target/classes");

  private Constants() {}

  /** All of one type. */
  public static <T> List<T> of(Class<T> type) {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("io/vedette"))) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .flatMap(Constants::fields)
          .filter(field -> field.getType() == type && Modifier.isStatic(field.getModifiers()))
          .map(field -> type.cast(value(field)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Field> fields(String name) {
    try {
      Class<?> type = Class.forName(name, false, Constants.class.getClassLoader());
      return Stream.of(type.getDeclaredFields());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
