package io.vedette.cache.entry;

import io.vedette.cache.policy.CacheName;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The entries of a cache, or of one of its groups, in the order of their keys' bytes. */
public final class EntryIndex {
  /** How often a page looks further before it is empty. */
  private static final int SLICES_OF_A_PAGE = 20;

  private final Redis redis;
  private final CacheKeys keys;

  EntryIndex(Redis redis, CacheKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * Lists entries whose key begins with {@code prefix}, in the order of their keys' bytes.
   *
   * @param group the group that they are in, if only those of one are wanted
   * @param after the key that the list goes on behind, or empty to begin
   * @param limit the most entries; a page may have fewer and still have a next one, and where many
   *     that are gone stand in a row even none
   */
  public CompletionStage<EntryPage> list(
      CacheName cache, byte[] prefix, Optional<String> group, Optional<EntryKey> after, int limit) {
    return list(new Wanted(cache, prefix, group, limit), after, SLICES_OF_A_PAGE);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Wanted(CacheName cache, byte[] prefix, Optional<String> group, int limit) {}

  private CompletionStage<EntryPage> list(Wanted wanted, Optional<EntryKey> after, int slices) {
    return slice(wanted, after)
        .thenCompose(
            page ->
                page.entries().isEmpty() && page.next().isPresent() && slices > 1
                    ? list(wanted, page.next(), slices - 1)
                    : CompletableFuture.completedStage(page));
  }

  private CompletionStage<EntryPage> slice(Wanted wanted, Optional<EntryKey> after) {
    KeyRange range = KeyRange.of(wanted.prefix(), after);
    String name = wanted.cache().text();
    byte[] index = wanted.group().map(it -> keys.group(name, it)).orElseGet(() -> keys.index(name));
    ScriptCall call =
        EntryScripts.LIST
            .on(index)
            .with("root", keys.root(name))
            .with("lower", range.lower())
            .with("upper", range.upper())
            .with("most", wanted.limit())
            .with("group", wanted.group().orElse(""));
    return redis.run(call).thenApply(reply -> page(reply, wanted.limit()));
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
