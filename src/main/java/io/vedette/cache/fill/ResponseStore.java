package io.vedette.cache.fill;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.EntryArguments;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryReply;
import io.vedette.cache.entry.EntryScripts;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.entry.NewEntry;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.policy.CacheName;
import io.vedette.http.Conditions;
import io.vedette.idempotency.Tags;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import io.vedette.traffic.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What origins said, in Redis. Stages fail as those of {@link EntryStore} do. */
final class ResponseStore {
  private final Redis redis;
  private final CacheKeys keys;
  private final Tags tags;
  private final NearEntries near;

  ResponseStore(Redis redis, CacheKeys keys, Tags tags, NearEntries near) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
    this.near = near;
  }

  /**
   * What a reader needs.
   *
   * @param value whether it needs the value
   * @param conditions under which it needs the value
   * @param near how long a copy of it will be used
   * @param admission holds the bytes of a large value, before it is fetched
   */
  record Wanted(boolean value, Conditions conditions, Duration near, Admission admission) {

    /** Whether it needs the value of this. */
    boolean needsValue(CachedEntry stored) {
      return value
          && conditions.on(stored.tag(), stored.entry().modified()) == Conditions.Verdict.PASSED;
    }
  }

  /**
   * What to store.
   *
   * @param entry with the lease under which it is stored, and how long it is kept, fresh or stale
   * @param fresh for how long it is fresh
   */
  record Filling(NewEntry entry, ResponseMetadata response, Duration fresh) {}

  /** What is known of a key besides its value, or empty. */
  CompletionStage<Optional<CachedEntry>> head(CacheName cache, EntryKey key) {
    return read(cache, key, 0, "", Duration.ZERO);
  }

  /** What is known of a key, or empty. */
  CompletionStage<Optional<CachedEntry>> read(CacheName cache, EntryKey key, Wanted wanted) {
    long most = wanted.value() ? EntryStore.AT_ONCE : 0;
    return read(cache, key, most, wanted.conditions().ifNoneMatch(), wanted.near())
        .thenCompose(
            stored ->
                stored.isEmpty() || stored.get().hasValue() || !wanted.needsValue(stored.get())
                    ? CompletableFuture.completedStage(stored)
                    : readValue(cache, key, wanted, stored.get().entry().size()));
  }

  /** Of one that is large, or known by a tag that its reader does not get to see. */
  private CompletionStage<Optional<CachedEntry>> readValue(
      CacheName cache, EntryKey key, Wanted wanted, long size) {
    if (size > EntryStore.AT_ONCE) {
      wanted.admission().hold(size);
    }
    return read(cache, key, Math.max(size, EntryStore.AT_ONCE), "", wanted.near())
        .thenCompose(
            stored ->
                stored.isEmpty() || stored.get().hasValue()
                    ? CompletableFuture.completedStage(stored)
                    : readValue(cache, key, wanted, stored.get().entry().size()));
  }

  private CompletionStage<Optional<CachedEntry>> read(
      CacheName cache, EntryKey key, long most, String ifNoneMatch, Duration near) {
    ScriptCall call =
        FillScripts.RESPONSE_READ
            .on(keys.entry(cache.text(), key.bytes()))
            .with("key", key.bytes())
            .with("root", keys.root(cache.text()))
            .with("most", most)
            .with("if_none_match", Fields.latin1(ifNoneMatch))
            .with("near", near);
    return redis.run(call).thenApply(EntryReply::stored);
  }

  /**
   * Stores a response under a lease.
   *
   * @return what is stored now; empty when the lease was lost: something was written or invalidated
   *     since it was given. Fails with {@code QUOTA_EXCEEDED} when it was not, and there is no room
   */
  CompletionStage<Optional<CachedEntry>> fill(
      CacheName cache, EntryKey key, String etag, Filling filling) {
    NewEntry entry = filling.entry();
    ScriptCall call =
        EntryArguments.conditions(EntryScripts.WRITE.on(names(cache, key)), Conditions.NONE)
            .with("key", key.bytes())
            .with("root", keys.root(cache.text()))
            .with("memory", redis.operationMemory());
    return redis
        .run(
            EntryArguments.stored(
                    call, etag, entry, keys.staged(cache.text(), etag), redis.operationMemory())
                .rest(
                    Fields.utf8(filling.response().text()),
                    Fields.millis(filling.fresh()),
                    modified(filling),
                    Fields.ascii(filling.response().negative() ? "negative" : ""),
                    varies(filling)))
        .whenComplete((reply, thrown) -> near.changed(cache, key))
        .thenApply(
            reply ->
                switch (Fields.text(reply.get(0))) {
                  case "lost" -> Optional.empty();
                  case "full" -> throw entry.capacity().exceeded(Fields.text(reply.get(1)));
                  default -> Optional.of(stored(etag, filling, Fields.instant(reply.get(1))));
                });
  }

  /** What a response is to a reader at the moment when it came. */
  static CachedEntry stored(String etag, Filling filling, Instant now) {
    NewEntry entry = filling.entry();
    return new CachedEntry(
        "",
        new Entry(
            etag,
            entry.mediaType(),
            now,
            filling.response().lastModified().orElse(now),
            Optional.of(filling.fresh()),
            Optional.of(entry.lifetime().ttl()),
            Optional.empty(),
            entry.groups(),
            Optional.empty(),
            entry.value().length,
            entry.value()),
        Duration.ZERO,
        Optional.of(filling.response()));
  }

  /** Updates what is stored and makes it fresh again; false when the lease was lost. */
  CompletionStage<Boolean> refresh(
      CacheName cache, EntryKey key, String etag, String lease, Filling filling) {
    NewEntry entry = filling.entry();
    ScriptCall call =
        FillScripts.RESPONSE_REFRESH
            .on(names(cache, key))
            .with("key", key.bytes())
            .with("root", keys.root(cache.text()))
            .with("memory", redis.operationMemory())
            .with("lease", lease)
            .with("etag", etag)
            .with("ttl", entry.lifetime().ttl())
            .with("type", entry.mediaType())
            .with("groups", entry.groups().stored())
            .with("origin", filling.response().text())
            .with("fresh", filling.fresh())
            .with("modified", modified(filling))
            .with("varies", varies(filling));
    return redis
        .run(call)
        .whenComplete((reply, thrown) -> near.changed(cache, key))
        .thenApply(reply -> Fields.text(reply.get(0)).equals("refreshed"));
  }

  /**
   * Forgets what is stored, unless the lease was lost, and lets everybody pass for that time: its
   * origin says that it is not for sharing any more.
   */
  CompletionStage<Void> drop(
      CacheName cache, EntryKey key, String etag, String lease, Duration pass) {
    ScriptCall call =
        FillScripts.RESPONSE_DROP
            .on(keys.entry(cache.text(), key.bytes()))
            .with("key", key.bytes())
            .with("root", keys.root(cache.text()))
            .with("lease", lease)
            .with("etag", etag)
            .with("pass", pass);
    return redis
        .run(call)
        .whenComplete((reply, thrown) -> near.changed(cache, key))
        .thenAccept(reply -> {});
  }

  /** The entry, and the result of an operation. */
  private List<byte[]> names(CacheName cache, EntryKey key) {
    return List.of(
        keys.entry(cache.text(), key.bytes()), keys.operation(cache.text(), tags.next()));
  }

  private static byte[] modified(Filling filling) {
    return Fields.ascii(
        filling.response().lastModified().map(at -> Long.toString(at.toEpochMilli())).orElse(""));
  }

  private static byte[] varies(Filling filling) {
    return Fields.ascii(filling.response().selecting().isEmpty() ? "" : "varies");
  }
}
