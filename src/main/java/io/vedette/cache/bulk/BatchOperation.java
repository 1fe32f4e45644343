package io.vedette.cache.bulk;

import io.vedette.cache.entry.EntryArguments;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.Lifetime;
import io.vedette.cache.entry.MediaTypes;
import io.vedette.cache.entry.NewEntry;
import io.vedette.cache.policy.Policy;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.http.JsonMembers;
import io.vedette.redis.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One operation of a batch.
 *
 * @param entry what it stores; only of a {@code PUT}
 */
public record BatchOperation(
    Kind kind, EntryKey key, Conditions conditions, Optional<NewEntry> entry) {
  static final List<String> MEMBERS =
      List.of(
          "op",
          "key",
          "keyEncoding",
          "ifMatch",
          "ifNoneMatch",
          "value",
          "base64",
          "mediaType",
          "ttl",
          "idle",
          "groups");
  private static final List<String> OF_A_PUT = MEMBERS.subList(5, MEMBERS.size());
  private static final String TEXT = "text/plain;charset=utf-8";
  private static final byte[] NONE = {};

  public enum Kind {
    GET("get"),
    PUT("put"),
    DELETE("delete");

    final String word;

    Kind(String word) {
      this.word = word;
    }

    private static Kind of(JsonMembers operation) {
      String word = operation.text("op").orElse("");
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw operation.refused("op", "'op' is 'get', 'put' or 'delete'");
    }
  }

  /** Reads an operation. */
  static BatchOperation of(JsonMembers operation, Policy policy) {
    Kind kind = Kind.of(operation);
    if (kind != Kind.PUT) {
      OF_A_PUT.stream()
          .filter(operation::has)
          .findFirst()
          .ifPresent(
              member -> {
                throw operation.refused(member, "'%s' is for 'put'".formatted(member));
              });
    }
    return new BatchOperation(
        kind,
        EntryKey.inJson(
            operation.text("key").orElse(""),
            EntryKey.isBase64(operation),
            operation.pointer("key")),
        Conditions.of(operation.text("ifMatch"), operation.text("ifNoneMatch")),
        kind == Kind.PUT ? Optional.of(entry(operation, policy)) : Optional.empty());
  }

  private static NewEntry entry(JsonMembers operation, Policy policy) {
    Duration longest = policy.maxTtl();
    Lifetime lifetime =
        new Lifetime(
            operation.duration("ttl", longest).orElse(policy.ttl()),
            operation.duration("idle", longest).or(policy::idle));
    Groups groups = operation.has("groups") ? Groups.inJson(operation, "groups") : Groups.NONE;
    return new NewEntry(
        value(operation, policy),
        mediaType(operation),
        lifetime,
        groups,
        Optional.empty(),
        policy.capacity());
  }

  private static byte[] value(JsonMembers operation, Policy policy) {
    if (operation.has("value") == operation.has("base64")) {
      throw operation.refused("value", "either 'value', a text, or 'base64' is stored");
    }
    byte[] value =
        operation
            .text("value")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .orElseGet(() -> decoded(operation));
    if (value.length > policy.maxBytes()) {
      throw Failure.of(
              Problem.TOO_LARGE,
              "%s: the limit is %d bytes.".formatted(operation.pointer("value"), policy.maxBytes()))
          .with(Outcome.NOT_APPLIED);
    }
    return value;
  }

  private static byte[] decoded(JsonMembers operation) {
    try {
      return Base64.getDecoder().decode(operation.text("base64").orElse(""));
    } catch (IllegalArgumentException e) {
      throw operation.refused("base64", "'base64' is not base64 (RFC 4648, section 4)");
    }
  }

  private static String mediaType(JsonMembers operation) {
    String unnamed = operation.has("value") ? TEXT : MediaTypes.UNNAMED;
    String type = operation.text("mediaType").orElse(unnamed);
    if (!MediaTypes.isMediaType(type)) {
      throw operation.refused("mediaType", "'mediaType' is not a media type");
    }
    return type;
  }

  /** Bytes of the value that it stores. */
  public int size() {
    return entry.map(stored -> stored.value().length).orElse(0);
  }

  /** What the script {@code entry-batch} takes for it. */
  List<byte[]> arguments(String etag) {
    List<byte[]> all = new ArrayList<>(9);
    all.add(key.bytes());
    all.addAll(
        List.of(Fields.latin1(conditions.ifMatch()), Fields.latin1(conditions.ifNoneMatch())));
    all.addAll(
        entry
            .map(stored -> EntryArguments.listed(etag, stored))
            .orElseGet(() -> List.of(NONE, NONE, NONE, NONE, NONE, NONE)));
    return all;
  }
}
