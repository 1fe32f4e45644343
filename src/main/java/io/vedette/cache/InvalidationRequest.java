package io.vedette.cache;

import io.vedette.cache.bulk.Invalidations;
import io.vedette.cache.bulk.Invalidations.Mode;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.policy.CacheName;
import io.vedette.http.JsonMembers;
import io.vedette.redis.Durability;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/** What to invalidate, read and checked before anything is done. */
interface InvalidationRequest {
  List<String> MEMBERS = List.of("groups", "prefix", "keys", "all", "mode", "keyEncoding");

  /**
   * Does it; gives the number of entries that were hit.
   *
   * @param told now and then how many it were so far
   */
  CompletionStage<Long> run(
      Invalidations invalidations, CacheName cache, Durability durability, LongConsumer told);

  /** Reads a request. */
  static InvalidationRequest of(JsonObject document) {
    JsonMembers body = new JsonMembers(document, "", MEMBERS);
    List<String> given = MEMBERS.subList(0, 4).stream().filter(body::has).toList();
    if (given.size() != 1) {
      throw body.refused("exactly one of 'groups', 'prefix', 'keys' and 'all' says what is meant");
    }
    Mode mode = mode(body);
    boolean base64 = EntryKey.isBase64(body);
    if (base64 && !body.has("keys")) {
      throw body.refused("keyEncoding", "'keyEncoding' says how 'keys' are written");
    }
    return switch (given.get(0)) {
      case "groups" -> {
        Groups groups = Groups.inJson(body, "groups");
        yield (invalidations, cache, durability, told) ->
            invalidations.groups(cache, groups, mode, durability, told);
      }
      case "keys" -> {
        List<EntryKey> keys = EntryKey.listInJson(body);
        yield (invalidations, cache, durability, told) ->
            invalidations.keys(cache, keys, mode, durability, told);
      }
      default -> {
        byte[] prefix = prefix(body);
        yield (invalidations, cache, durability, told) ->
            invalidations.prefix(cache, prefix, mode, durability, told);
      }
    };
  }

  private static Mode mode(JsonMembers body) {
    String word = body.text("mode").orElse(Mode.HARD.word);
    for (Mode mode : Mode.values()) {
      if (mode.word.equals(word)) {
        return mode;
      }
    }
    throw body.refused("mode", "'mode' is 'hard', the default, or 'soft'");
  }

  private static byte[] prefix(JsonMembers body) {
    if (body.has("all") && !body.flag("all")) {
      throw body.refused("all", "'all' is true");
    }
    String prefix = body.text("prefix").orElse("");
    if (prefix.isEmpty() && !body.has("all")) {
      throw body.refused("prefix", "'prefix' is not empty; for everything say 'all': true");
    }
    return EntryKey.prefix(prefix);
  }
}
