package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.background.BackgroundWork;
import io.vedette.background.Progress;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.fill.LoadTask;
import io.vedette.cache.fill.LoadTask.Mode;
import io.vedette.cache.fill.WarmUp;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.JsonMembers;
import io.vedette.origin.Origin;
import io.vedette.origin.Origins;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Loads keys of a cache from its origin, behind the request that has named them. */
final class WarmUpWork implements BackgroundWork {
  static final String TYPE = "cache.load";
  private static final String CACHE = "cache";
  private static final List<String> MEMBERS = List.of(CACHE, "keys", "keyEncoding");

  private final WarmUp warmUp;
  private final Policies policies;
  private final Origins origins;

  WarmUpWork(WarmUp warmUp, Policies policies, Origins origins) {
    this.warmUp = warmUp;
    this.policies = policies;
    this.origins = origins;
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** All that it needs to know of keys, which may be any bytes. */
  static JsonObject payload(CacheName cache, List<EntryKey> keys) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    keys.forEach(key -> array.add(base64.encodeToString(key.bytes())));
    return JSON.createObjectBuilder()
        .add(CACHE, cache.text())
        .add("keyEncoding", "base64url")
        .add("keys", array)
        .build();
  }

  /** The policy may have been set at another server a moment ago. */
  @Override
  public CompletionStage<JsonObject> run(JsonObject payload, Progress progress) {
    return policies
        .current()
        .thenCompose(known -> load(payload, progress))
        .thenApply(WarmUp.Loaded::document);
  }

  private CompletionStage<WarmUp.Loaded> load(JsonObject payload, Progress progress) {
    CacheName cache = new CacheName(payload.getString(CACHE));
    Policy policy = policies.policyToWrite(cache);
    Origin origin = origin(policy, origins);
    List<LoadTask> tasks =
        EntryKey.listInJson(new JsonMembers(payload, "", MEMBERS)).stream()
            .map(key -> task(cache, key, policy, origin))
            .toList();
    return warmUp.load(tasks, progress);
  }

  /**
   * Where the values of a cache come from.
   *
   * @throws Failure {@code CONFLICT} when that is nowhere
   */
  static Origin origin(Policy policy, Origins origins) {
    return origins.named(
        policy
            .readThrough()
            .origin()
            .orElseThrow(
                () ->
                    Failure.of(Problem.CONFLICT, "No origin fills this cache.")
                        .with(Outcome.NOT_APPLIED)));
  }

  private static LoadTask task(CacheName cache, EntryKey key, Policy policy, Origin origin) {
    return new LoadTask(
        cache, key, Optional.empty(), origin, policy, Map.of(), Optional.empty(), Mode.BACKGROUND);
  }
}
