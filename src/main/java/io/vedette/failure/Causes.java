package io.vedette.failure;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What made a stage fail, without the wrappers that the stages on the way have put around it. */
public final class Causes {
  private Causes() {}

  /** The cause itself. */
  public static Throwable of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The same; null when nothing was thrown. */
  public static @Nullable Throwable ofNullable(@Nullable Throwable thrown) {
    return thrown == null ? null : of(thrown);
  }
}
