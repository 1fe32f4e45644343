package io.vedette.background;

import io.vedette.idempotency.WriteOptions;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Takes work that a request does not wait for. */
public interface Background {
  /**
   * Takes a piece of work. A repetition of the request takes it once.
   *
   * @param type of a {@link BackgroundWork}
   * @param subject what it is about, for those who look: pieces about others take turns with it. 1
   *     to 128 visible characters of ASCII
   * @param payload all that its work needs to know
   * @return the path at which it can be looked at, when it is as durable as the options say
   */
  CompletionStage<String> submit(
      String type, String subject, JsonObject payload, WriteOptions options);
}
