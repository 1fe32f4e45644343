package it.vedette.shop;

import java.time.Duration;

/** No server of Vedette did what was asked, for as long as the backend waits. */
final class Unavailable extends RuntimeException {
  private final Duration retryAfter;

  Unavailable(Duration retryAfter) {
    super("no server did it in time");
    this.retryAfter = retryAfter;
  }

  /** When it is worth another try. */
  Duration retryAfter() {
    return retryAfter;
  }
}
