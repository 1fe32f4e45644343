package io.vedette.push;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Told by the library how something has ended: one of two ways, as to be cancelled is to fail. */
record Told<T>(Consumer<T> well, Consumer<Exception> badly) implements FutureCallback<T> {
  @Override
  public void completed(T result) {
    well.accept(result);
  }

  @Override
  public void failed(Exception cause) {
    badly.accept(cause);
  }

  @Override
  public void cancelled() {
    badly.accept(new CancellationException());
  }
}
