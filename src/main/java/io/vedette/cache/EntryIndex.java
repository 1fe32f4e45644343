package io.vedette.cache;

import io.vedette.redis.Fields;
import io.vedette.redis.Keys;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The entries of a cache, or of one of its groups, in the order of their keys' bytes. */
final class EntryIndex {
  private final Redis redis;
  private final Keys keys;

  EntryIndex(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * Lists entries whose key begins with {@code prefix}, in the order of their keys' bytes.
   *
   * @param group the group that they are in, if only those of one are wanted
   * @param after the key that the list goes on behind, or empty to begin
   * @param limit the most entries; a page may have fewer, even none, and still have a next one
   */
  CompletionStage<EntryPage> list(
      CacheName cache, byte[] prefix, Optional<String> group, Optional<EntryKey> after, int limit) {
    KeyRange range = KeyRange.of(prefix, after);
    List<byte[]> arguments =
        List.of(
            keys.root(cache.text()),
            range.lower(),
            range.upper(),
            Fields.ascii(limit),
            Fields.ascii(group.orElse("")));
    String name = cache.text();
    byte[] index = group.map(it -> keys.group(name, it)).orElseGet(() -> keys.index(name));
    return redis
        .run(Script.ENTRY_LIST, List.of(index), arguments)
        .thenApply(reply -> page(reply, limit));
  }

  private static EntryPage page(List<Object> reply, int limit) {
    List<ListedEntry> entries = new ArrayList<>();
    for (Object item : reply.subList(2, reply.size())) {
      entries.add(EntryReply.listed((List<?>) item));
    }
    boolean more = Fields.number(reply.get(0)) == limit;
    return new EntryPage(
        entries, more ? Optional.of(new EntryKey((byte[]) reply.get(1))) : Optional.empty());
  }
}
