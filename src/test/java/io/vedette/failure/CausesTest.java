package io.vedette.failure;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private final IllegalStateException fault = new IllegalStateException();

  @Test
  void cause_isBehindAllWrappers() {
    assertSame(fault, Causes.of(fault));
    assertSame(fault, Causes.of(new CompletionException(new CompletionException(fault))));
    assertSame(fault, Causes.ofNullable(new CompletionException(fault)));
  }

  @Test
  void wrapperOfNothing_isItsOwnCause() {
    CompletionException alone = new CompletionException(null);

    assertSame(alone, Causes.of(alone));
    assertNull(Causes.ofNullable(null));
  }
}
