package io.vedette.cache.bulk;

import io.vedette.cache.policy.Policy;
import io.vedette.http.JsonMembers;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is added to a counter.
 *
 * @param ttl time to live of a counter that is new; one that exists keeps its own, so that a window
 *     of counting does not slide
 * @param min the least value that may result
 * @param max the most
 */
public record CounterStep(long by, Duration ttl, OptionalLong min, OptionalLong max) {
  public static final List<String> MEMBERS = List.of("by", "ttl", "min", "max");

  /** Reads a request. */
  public static CounterStep of(JsonObject document, Policy policy) {
    JsonMembers body = new JsonMembers(document, "", MEMBERS);
    CounterStep step =
        new CounterStep(
            body.integer("by").orElse(1),
            body.duration("ttl", policy.maxTtl()).orElse(policy.ttl()),
            body.integer("min"),
            body.integer("max"));
    if (step.min.orElse(Long.MIN_VALUE) > step.max.orElse(Long.MAX_VALUE)) {
      throw body.refused("min", "'min' is above 'max'");
    }
    return step;
  }
}
