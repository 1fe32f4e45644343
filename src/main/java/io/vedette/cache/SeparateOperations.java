package io.vedette.cache;

import io.vedette.cache.bulk.BatchOperation;
import io.vedette.cache.bulk.BatchOperation.Kind;
import io.vedette.cache.bulk.BatchResult;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.EntryStore.Read;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.entry.ReadMode;
import io.vedette.cache.entry.ReadRoom;
import io.vedette.cache.fill.Selection;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Durability;
import io.vedette.redis.FieldRead;
import io.vedette.thread.AsyncSemaphore;
import io.vedette.thread.Hops;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Operations of a batch that is not atomic. They are begun without waiting for each other, unless
 * they are on one key: those are in order. Reads that nothing stands before are begun together.
 */
final class SeparateOperations {
  /**
   * Calls to Redis of all batches at the same time: enough to keep it busy, and few enough to be
   * answered within their deadline.
   */
  private static final int MOST_CALLS = 500;

  /** The same of those that read many entries at once. */
  private static final int MOST_READS = MOST_CALLS / FieldRead.MOST_KEYS;

  private final EntryStore store;
  private final Selection selection;
  private final CacheMetrics metrics;
  private final AsyncSemaphore calls;
  private final AsyncSemaphore reads;

  SeparateOperations(EntryStore store, Selection selection, CacheMetrics metrics, Hops hops) {
    this.store = store;
    this.selection = selection;
    this.metrics = metrics;
    this.calls = new AsyncSemaphore(MOST_CALLS, hops);
    this.reads = new AsyncSemaphore(MOST_READS, hops);
  }

  /**
   * How the operations of one request are done.
   *
   * @param room for what they read
   * @param fields what answers may vary with, see {@link Selection#fields}
   */
  record Way(WriteOptions options, ReadRoom room, Map<String, String> fields, String requestId) {}

  /** What each has answered, in their order. */
  CompletionStage<List<JsonObject>> run(CacheName cache, List<BatchOperation> operations, Way way) {
    Map<Integer, CompletionStage<JsonObject>> begun = readTogether(cache, operations, way);
    Map<ByteBuffer, CompletionStage<JsonObject>> last = new HashMap<>();
    List<CompletableFuture<JsonObject>> results = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      BatchOperation operation = operations.get(i);
      CompletionStage<JsonObject> read = begun.get(i);
      CompletionStage<JsonObject> result =
          last.compute(
              ByteBuffer.wrap(operation.key().bytes()),
              (key, before) ->
                  before == null
                      ? read == null ? answered(inTurn(cache, operation, way), way) : read
                      : before.thenCompose(
                          done -> answered(behind(done, cache, operation, way), way)));
      results.add(result.toCompletableFuture());
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .whenComplete((done, thrown) -> way.room().close())
        .thenApply(done -> results.stream().map(CompletableFuture::join).toList());
  }

  /** Begins the reads that need nothing but a look, by their places. */
  private Map<Integer, CompletionStage<JsonObject>> readTogether(
      CacheName cache, List<BatchOperation> operations, Way way) {
    Map<Integer, CompletionStage<JsonObject>> begun = new HashMap<>();
    List<Integer> places = way.fields().isEmpty() ? firstReads(operations) : List.of();
    for (int from = 0; from < places.size(); from += FieldRead.MOST_KEYS) {
      List<Integer> some =
          places.subList(from, Math.min(places.size(), from + FieldRead.MOST_KEYS));
      List<EntryKey> keys = some.stream().map(i -> operations.get(i).key()).toList();
      CompletionStage<List<CompletionStage<Optional<Read>>>> reads = read(cache, keys, way);
      for (int i = 0; i < some.size(); i++) {
        int place = i;
        CompletionStage<Optional<Read>> read = reads.thenCompose(all -> all.get(place));
        begun.put(some.get(i), answered(told(cache, read), way));
      }
    }
    return begun;
  }

  /** The places of reads without conditions that are the first of their key. */
  private static List<Integer> firstReads(List<BatchOperation> operations) {
    Set<ByteBuffer> keys = new HashSet<>();
    return IntStream.range(0, operations.size())
        .filter(i -> keys.add(ByteBuffer.wrap(operations.get(i).key().bytes())))
        .filter(i -> operations.get(i).kind() == Kind.GET)
        .filter(i -> operations.get(i).conditions().isEmpty())
        .boxed()
        .toList();
  }

  private CompletionStage<List<CompletionStage<Optional<Read>>>> read(
      CacheName cache, List<EntryKey> keys, Way way) {
    Wanted wanted = wanted(Conditions.NONE, "");
    return reads.run(
        () ->
            store.readAll(
                cache,
                keys,
                wanted,
                way.room(),
                key -> calls.run(() -> store.read(cache, key, wanted, way.room()))));
  }

  /** What waits for replicas must not hold up what does not; it goes in groups of its own. */
  private CompletionStage<JsonObject> inTurn(CacheName cache, BatchOperation operation, Way way) {
    boolean quick = operation.kind() == Kind.GET || way.options().durability() == Durability.NONE;
    return quick ? calls.run(() -> one(cache, operation, way)) : one(cache, operation, way);
  }

  private static CompletionStage<JsonObject> answered(CompletionStage<JsonObject> done, Way way) {
    return done.exceptionally(thrown -> BatchResult.failed(thrown, way.requestId()));
  }

  /** What has not ended may be applied later: nothing can be done in order behind it. */
  private CompletionStage<JsonObject> behind(
      JsonObject before, CacheName cache, BatchOperation operation, Way way) {
    if (before.getInt("status") < 500) {
      return inTurn(cache, operation, way);
    }
    Failure failure =
        Failure.of(Problem.STORE_UNAVAILABLE, "An operation on this key before it has failed.");
    return CompletableFuture.failedStage(
        operation.kind() == Kind.GET ? failure : failure.with(Outcome.NOT_APPLIED));
  }

  private CompletionStage<JsonObject> one(CacheName cache, BatchOperation operation, Way way) {
    EntryKey key = operation.key();
    return switch (operation.kind()) {
      case GET -> told(cache, chosen(cache, operation, way));
      case PUT ->
          store
              .write(
                  cache,
                  key,
                  operation.entry().orElseThrow(),
                  operation.conditions(),
                  way.options())
              .thenApply(written -> metrics.stored(cache, operation.size(), written))
              .thenApply(BatchResult::written);
      case DELETE ->
          store
              .delete(cache, key, operation.conditions(), way.options())
              .thenApply(done -> BatchResult.deleted());
    };
  }

  private CompletionStage<Optional<Read>> chosen(
      CacheName cache, BatchOperation operation, Way way) {
    return selection
        .choose(cache, operation.key(), way.fields())
        .thenCompose(
            chosen ->
                store.read(
                    cache,
                    chosen.key(),
                    wanted(operation.conditions(), chosen.version()),
                    way.room()));
  }

  private CompletionStage<JsonObject> told(CacheName cache, CompletionStage<Optional<Read>> read) {
    return read.thenApply(found -> BatchResult.read(metrics.read(cache, found)));
  }

  private static Wanted wanted(Conditions conditions, String version) {
    return new Wanted(ReadMode.VALUE, conditions, Duration.ZERO, Duration.ZERO, version);
  }
}
