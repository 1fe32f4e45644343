package io.vedette.cache.policy;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.failure.Failure;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A policy as a JSON document, in the API and in Redis: durations are whole seconds. */
public final class PolicyDocument {
  /** What may be set. */
  public static final List<String> MEMBERS =
      List.of(
          "ttl",
          "maxTtl",
          "idle",
          "maxBytes",
          "maxEntries",
          "maxTotalBytes",
          "public",
          "immortal",
          "conditional",
          "durability",
          "origin",
          "near",
          "staleWhileRevalidate",
          "staleIfError",
          "negativeTtl",
          "jitter",
          "overrideOrigin");

  private PolicyDocument() {}

  public static JsonObjectBuilder of(Policy policy) {
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("ttl", policy.ttl().toSeconds())
            .add("maxTtl", policy.maxTtl().toSeconds());
    add(document, "idle", policy.idle().orElse(Duration.ZERO));
    document
        .add("maxBytes", policy.maxBytes())
        .add("maxEntries", number(policy.capacity().entries()))
        .add("maxTotalBytes", number(policy.capacity().bytes()))
        .add("public", policy.shared())
        .add("immortal", policy.immortal())
        .add("conditional", policy.conditional())
        .add("durability", policy.durability().word());
    add(document, "near", policy.near().orElse(Duration.ZERO));
    ReadThroughPolicy through = policy.readThrough();
    document.add(
        "origin", through.origin().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL));
    add(document, "staleWhileRevalidate", through.whileRevalidate());
    add(document, "staleIfError", through.ifError());
    add(document, "negativeTtl", through.negativeTtl());
    return document.add("jitter", through.jitter()).add("overrideOrigin", through.override());
  }

  private static JsonValue number(OptionalLong number) {
    return number.isPresent() ? JSON.createValue(number.getAsLong()) : JsonValue.NULL;
  }

  /** What is not there would be taken from the common policy when it is read again. */
  private static void add(JsonObjectBuilder document, String member, Duration duration) {
    document.add(
        member, duration.isZero() ? JsonValue.NULL : JSON.createValue(duration.toSeconds()));
  }

  /**
   * Reads a policy. Members that are not there are those of {@code common}; {@code null} means no
   * limit, no origin, or not at all.
   *
   * @throws Failure malformed, with everything that is wrong
   */
  public static Policy read(JsonObject document, Policy common) {
    PolicyMembers members = new PolicyMembers(document);
    Policy policy =
        new Policy(
            members.duration("ttl", common.ttl()),
            members.duration("maxTtl", common.maxTtl()),
            members.optionalDuration("idle", common.idle()),
            members.number("maxBytes", 1, Policy.LARGEST, common.maxBytes()),
            members.flag("public", common.shared()),
            members.flag("immortal", common.immortal()),
            members.flag("conditional", common.conditional()),
            members.optionalDuration("near", common.near()),
            members.durability("durability", common.durability()),
            new Capacity(
                members.optionalNumber("maxEntries", common.capacity().entries()),
                members.optionalNumber("maxTotalBytes", common.capacity().bytes())),
            readThrough(members, common.readThrough()));
    if (members.areRight() && policy.ttl().compareTo(policy.maxTtl()) > 0) {
      members.refuse(
          "ttl", "is %s, longer than 'maxTtl', %s".formatted(policy.ttl(), policy.maxTtl()));
    }
    members.refuseWrong();
    return policy;
  }

  private static ReadThroughPolicy readThrough(PolicyMembers members, ReadThroughPolicy common) {
    return new ReadThroughPolicy(
        members.optionalText("origin", common.origin()),
        members.durationOrZero("staleWhileRevalidate", common.whileRevalidate()),
        members.durationOrZero("staleIfError", common.ifError()),
        members.durationOrZero("negativeTtl", common.negativeTtl()),
        members.number("jitter", 0, ReadThroughPolicy.MOST_JITTER, common.jitter()),
        members.flag("overrideOrigin", common.override()));
  }
}
