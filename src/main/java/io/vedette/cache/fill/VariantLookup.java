package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.EntryKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Finds which of the answers for a key is the one for a request (RFC 9111, section 4.1): the main
 * one, or another that stands under a key of its own.
 */
final class VariantLookup {
  private VariantLookup() {}

  /**
   * What is stored for a request.
   *
   * @param key under which it stands, or would
   * @param main the key that it is another answer for; empty when it is that one
   */
  record Found(EntryKey key, Optional<EntryKey> main, Optional<CachedEntry> entry) {}

  /**
   * Looks at the main answer first.
   *
   * @param fields of the request that answers may vary with
   * @param read what stands under a key
   */
  static CompletionStage<Found> find(
      EntryKey key,
      Map<String, String> fields,
      Function<EntryKey, CompletionStage<Optional<CachedEntry>>> read) {
    return read.apply(key)
        .thenCompose(
            main ->
                main.flatMap(it -> it.other(key, fields))
                    .map(other -> variant(key, other, fields, main.orElseThrow(), read))
                    .orElseGet(() -> completed(new Found(key, Optional.empty(), main))));
  }

  private static CompletionStage<Found> variant(
      EntryKey key,
      EntryKey other,
      Map<String, String> fields,
      CachedEntry main,
      Function<EntryKey, CompletionStage<Optional<CachedEntry>>> read) {
    return read.apply(other)
        .thenApply(found -> found.filter(it -> it.answers(fields, main)))
        .thenApply(found -> new Found(other, Optional.of(key), found));
  }

  private static CompletionStage<Found> completed(Found found) {
    return CompletableFuture.completedStage(found);
  }
}
