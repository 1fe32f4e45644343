package io.vedette.cache.fill;

import io.vedette.cache.entry.DeletedEntry;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryScripts;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.fill.Selection.Chosen;
import io.vedette.cache.policy.CacheName;
import io.vedette.http.Conditions;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Fields;
import io.vedette.redis.ScriptCall;
import io.vedette.traffic.Admission;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Entries that are deleted and given back. Stages fail as those of {@link EntryStore} do. */
public record DeletedEntries(EntryStore store) {

  /**
   * Deletes an entry and gives what it was; empty when it is absent, unless a condition asks for
   * one, and when it varies with the request and none of its answers was chosen.
   *
   * @param chosen the answer for the request
   * @param admission holds the bytes of a large value, before it is fetched
   */
  public CompletionStage<Optional<DeletedEntry>> take(
      CacheName cache,
      EntryKey key,
      Chosen chosen,
      Conditions conditions,
      Admission admission,
      WriteOptions options) {
    return take(cache, key, chosen, conditions, admission, options, EntryStore.AT_ONCE);
  }

  private CompletionStage<Optional<DeletedEntry>> take(
      CacheName cache,
      EntryKey key,
      Chosen chosen,
      Conditions conditions,
      Admission admission,
      WriteOptions options,
      long most) {
    String operation = options.tags().next();
    ScriptCall call =
        store
            .change(EntryScripts.TAKE, cache, key, operation, conditions, options)
            .with("most", most)
            .with("chosen", chosen.key().bytes())
            .with("version", chosen.version());
    return store
        .run(call, cache, key, options)
        .thenCompose(
            reply -> {
              if (!Fields.text(reply.items().get(0)).equals("large")) {
                return CompletableFuture.completedStage(
                    DeletedEntry.of(EntryStore.refuseFailed(reply)));
              }
              long size = Fields.number(reply.items().get(1));
              admission.hold(size);
              return take(cache, key, chosen, conditions, admission, options, size);
            });
  }
}
