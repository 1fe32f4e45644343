package io.vedette.background;

import jakarta.json.JsonObject;

/** How far a piece of work is. */
public interface Progress {
  /**
   * Tells it to those who look, some seconds later at most.
   *
   * @param document small: at most 1024 bytes
   */
  void tell(JsonObject document);

  /** Whether nobody wants it any more, or another server does it. */
  boolean isOver();
}
