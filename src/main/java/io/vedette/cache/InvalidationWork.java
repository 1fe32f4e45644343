package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.background.BackgroundWork;
import io.vedette.background.Progress;
import io.vedette.cache.bulk.Invalidations;
import io.vedette.cache.policy.CacheName;
import io.vedette.redis.Durability;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Invalidates many entries, behind the request that has asked for it. */
final class InvalidationWork implements BackgroundWork {
  static final String TYPE = "cache.invalidate";
  private static final String CACHE = "cache";
  private static final String ASKED = "asked";
  private static final String DURABILITY = "durability";

  private final Invalidations invalidations;

  InvalidationWork(Invalidations invalidations) {
    this.invalidations = invalidations;
  }

  @Override
  public String type() {
    return TYPE;
  }

  /**
   * All that it needs to know.
   *
   * @param asked the request, checked
   */
  static JsonObject payload(CacheName cache, JsonObject asked, Durability durability) {
    return JSON.createObjectBuilder()
        .add(CACHE, cache.text())
        .add(ASKED, asked)
        .add(DURABILITY, durability.word())
        .build();
  }

  @Override
  public CompletionStage<JsonObject> run(JsonObject payload, Progress progress) {
    Durability durability = Durability.asked(payload.getString(DURABILITY));
    return InvalidationRequest.of(payload.getJsonObject(ASKED))
        .run(
            invalidations,
            new CacheName(payload.getString(CACHE)),
            durability,
            invalidated -> progress.tell(document(invalidated)))
        .thenApply(InvalidationWork::document);
  }

  /** How many entries were hit. */
  static JsonObject document(long invalidated) {
    return JSON.createObjectBuilder().add("invalidated", invalidated).build();
  }
}
