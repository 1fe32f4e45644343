package io.vedette.traffic;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * SIGTERM, caught once: the second one does what the JVM does by itself.
 *
 * <p>By reflection, because the compiler warns of {@code sun.misc.Signal} in a way that nothing can
 * suppress. It is in the module {@code jdk.unsupported}, which every JDK has.
 */
final class TerminationSignal implements AutoCloseable {
  private final Object signal;
  private final Method handle;
  private final Object before;

  /** Runs {@code action} on a thread of its own at the first SIGTERM from now on. */
  TerminationSignal(Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal = type.getConstructor(String.class).newInstance("TERM");
      handle = type.getMethod("handle", type, handler);
      before = handle.invoke(null, signal, handler(handler, type, action));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("SIGTERM cannot be caught", e);
    }
  }

  private Object handler(Class<?> handler, Class<?> type, Runnable action)
      throws ReflectiveOperationException {
    Runnable caught =
        () -> {
          close();
          action.run();
        };
    MethodHandle run =
        MethodHandles.lookup()
            .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
            .bindTo(caught);
    return MethodHandleProxies.asInterfaceInstance(
        handler, MethodHandles.dropArguments(run, 0, type));
  }

  /** Gives SIGTERM back to whoever had it before. Twice is harmless. */
  @Override
  public void close() {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
