package io.vedette.background;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** A kind of work that the service does behind requests. Each is a bean. */
public interface BackgroundWork {
  /** Its name, the same in all versions that know it. */
  String type();

  /**
   * Does a piece of it, without holding a thread. It may be done again from its beginning, by
   * another server, also while this one still believes that it does it.
   *
   * @param payload what it was submitted with
   * @param progress is told how far it is, and tells whether to go on
   * @return what came of it. A failure is tried again, unless it is a {@link
   *     io.vedette.failure.Failure} that says that this does not help
   */
  CompletionStage<JsonObject> run(JsonObject payload, Progress progress);
}
