package io.vedette.cache.policy;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The policies set by HTTP, in Redis. Conditions are decided together with the change. Stages fail
 * as those of {@code EntryStore} do.
 */
public final class PolicyStore {
  /** Every pod holds all of them, and reads them in one piece after a change. */
  private static final int MOST = 5000;

  private static final Logger LOG = Logger.getLogger(PolicyStore.class.getName());

  private final Redis redis;
  private final PolicyKeys keys;
  private final Policy common;

  PolicyStore(Redis redis, PolicyKeys keys, Policy common) {
    this.redis = redis;
    this.keys = keys;
    this.common = common;
  }

  /** All policies, or empty when their version is still {@code known}. */
  CompletionStage<Optional<PolicySnapshot>> read(String known) {
    return redis
        .run(PolicyScripts.READ.on(keys.policies(), keys.version()).with("version", known))
        .thenApply(reply -> snapshot(reply, known));
  }

  private Optional<PolicySnapshot> snapshot(List<Object> reply, String known) {
    String version = Fields.text(reply.get(0));
    if (version.equals(known)) {
      return Optional.empty();
    }
    Map<CacheName, StoredPolicy> policies = new HashMap<>();
    for (int i = 1; i + 1 < reply.size(); i += 2) {
      CacheName cache = new CacheName(Fields.text(reply.get(i)));
      stored(cache, Fields.text(reply.get(i + 1))).ifPresent(policy -> policies.put(cache, policy));
    }
    return Optional.of(new PolicySnapshot(version, policies));
  }

  /** One that cannot be read must not keep the others from being seen. */
  private Optional<StoredPolicy> stored(CacheName cache, String text) {
    String[] parts = text.split(" ", 2);
    try (JsonReader reader = JSON.createReader(new StringReader(parts[parts.length - 1]))) {
      return Optional.of(
          new StoredPolicy(PolicyDocument.read(reader.readObject(), common), parts[0]));
    } catch (JsonException | Failure e) {
      LOG.log(Level.WARNING, "The stored policy of cache {0} cannot be read", cache.text());
      return Optional.empty();
    }
  }

  /** Sets a policy under a new tag. */
  public CompletionStage<PolicyChange> write(
      CacheName cache, Policy policy, Conditions conditions, WriteOptions options) {
    String etag = options.tags().next();
    ScriptCall call =
        change(PolicyScripts.WRITE, cache, conditions, etag, options)
            .with("policy", PolicyDocument.of(policy).build().toString())
            .with("most", MOST);
    StoredPolicy stored = new StoredPolicy(policy, etag);
    return redis
        .run(call, options.durability())
        .thenApply(
            reply ->
                new PolicyChange(
                    cache,
                    Optional.of(stored),
                    result(reply.items()).equals("created"),
                    Fields.text(reply.kept().get(1)),
                    etag));
  }

  /**
   * What became of the removal of a policy.
   *
   * @param change empty when there was none
   * @param unkept why it did not become as durable as was promised
   */
  public record Deleted(Optional<PolicyChange> change, Optional<Failure> unkept) {}

  /** Removes a policy. */
  public CompletionStage<Deleted> delete(
      CacheName cache, Conditions conditions, WriteOptions options) {
    String version = options.tags().next();
    return redis
        .run(
            change(PolicyScripts.DELETE, cache, conditions, version, options), options.durability())
        .thenApply(
            reply -> {
              boolean absent = result(reply.items()).equals("absent");
              return new Deleted(
                  absent ? Optional.empty() : Optional.of(removal(cache, reply.items(), version)),
                  reply.unkept());
            });
  }

  private static PolicyChange removal(CacheName cache, List<Object> reply, String version) {
    return new PolicyChange(cache, Optional.empty(), false, Fields.text(reply.get(1)), version);
  }

  /** A policy has no date: only the conditions on tags are looked at. */
  private ScriptCall change(
      Script script, CacheName cache, Conditions conditions, String version, WriteOptions options) {
    return script
        .on(keys.policies(), keys.version(), keys.operation(version))
        .with("if_match", Fields.latin1(conditions.ifMatch()))
        .with("if_none_match", Fields.latin1(conditions.ifNoneMatch()))
        .with("cache", cache.text())
        .with("version", version)
        .with("memory", options.memory());
  }

  private static String result(List<Object> reply) {
    String result = Fields.text(reply.get(0));
    switch (result) {
      case "failed" ->
          throw Failure.of(
                  Problem.PRECONDITION_FAILED,
                  "The policy set by HTTP does not meet the request's condition.")
              .with(Outcome.NOT_APPLIED);
      case "full" ->
          throw Failure.of(
                  Problem.CONFLICT, "There are %d policies, the most there may be.".formatted(MOST))
              .with(Outcome.NOT_APPLIED);
      default -> {
        return result;
      }
    }
  }
}
