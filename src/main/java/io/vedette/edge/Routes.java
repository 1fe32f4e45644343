package io.vedette.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The template of the path that a resource method serves: {@code /caches/{cache}/entries/{key}}.
 */
@ApplicationScoped
class Routes {
  static final String UNMATCHED = "unmatched";
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\s*(\\w+)\\s*:[^}]*}");

  private final Map<Method, String> known = new ConcurrentHashMap<>();

  String of(@Nullable Method method) {
    return method == null ? UNMATCHED : known.computeIfAbsent(method, Routes::template);
  }

  private static String template(Method method) {
    return EXPRESSION.matcher(path(method)).replaceAll("{$1}");
  }

  /** The path with the expressions of its parameters: {@code /caches/{cache}/entries/{key: .+}}. */
  static String path(Method method) {
    Path type = method.getDeclaringClass().getAnnotation(Path.class);
    Path own = method.getAnnotation(Path.class);
    return (type == null ? "" : "/" + type.value()) + (own == null ? "" : "/" + own.value());
  }
}
