package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model keeps what it does not know in a map of each object: whatever is there is a mistake.
 */
final class UnknownFields {
  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  /** Paths such as {@code Deployment/vedette.spec.replica}; empty when all fields are known. */
  static List<String> of(HasMetadata object) {
    UnknownFields fields = new UnknownFields();
    fields.visit(object, object.getKind() + "/" + object.getMetadata().getName());
    return fields.found;
  }

  private void visit(@Nullable Object value, String path) {
    if (value instanceof List<?> list) {
      list.forEach(element -> visit(element, path));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> visit(element, path + "." + key));
    } else if (value != null && isModel(value.getClass())) {
      for (Class<?> type = value.getClass(); isModel(type); type = type.getSuperclass()) {
        fields(type, value, path);
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    boolean ours = type.getPackageName().equals(UnknownFields.class.getPackageName());
    return (ours || type.getName().startsWith("io.fabric8.")) && !type.isEnum();
  }

  private void fields(Class<?> type, Object value, String path) {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field(field.getName(), content(field, value), path);
      }
    }
  }

  private void field(String name, @Nullable Object content, String path) {
    if (name.equals("additionalProperties") && content instanceof Map<?, ?> unknown) {
      unknown.keySet().forEach(key -> found.add(path + "." + key));
    } else {
      visit(content, path + "." + name);
    }
  }

  private static @Nullable Object content(Field field, Object value) {
    try {
      field.setAccessible(true);
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
