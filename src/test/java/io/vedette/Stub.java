package io.vedette;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Interfaces that a test plays itself, by a table of methods. A method that is not in the table is
 * refused: a test says everything that it relies on.
 */
public final class Stub {
  /** What a method does. */
  @FunctionalInterface
  public interface Action {
    @Nullable Object on(Object[] arguments);
  }

  private Stub() {}

  /** Plays {@code type}; overloads of one name share their action. */
  public static <T> T of(Class<T> type, Map<String, Action> actions) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Action action = actions.get(method.getName());
              if (action == null) {
                throw new UnsupportedOperationException(method.toString());
              }
              return action.on(arguments == null ? new Object[0] : arguments);
            }));
  }
}
