package io.vedette.cache.entry;

import io.vedette.cache.entry.EntryStore.Read;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.entry.StoredFields.Value;
import io.vedette.cache.policy.CacheName;
import io.vedette.http.Conditions;
import io.vedette.http.Conditions.Verdict;
import io.vedette.redis.FieldRead;
import io.vedette.redis.FieldRead.Mark;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Reads entries. What is ordinary is read by its fields, in round trips that many readers share,
 * and judged here; what each read extends, and what varies with the request, by a script. So Redis
 * pays a reader little more than a GET.
 */
final class EntryReader {
  /** That of the script, too: for metrics it is one call. */
  private static final String LABEL = "entry-read";

  private final Redis redis;
  private final CacheKeys keys;

  EntryReader(Redis redis, CacheKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** As {@link EntryStore#read}. */
  CompletionStage<Optional<Read>> read(
      CacheName cache, EntryKey key, Wanted wanted, ReadRoom room) {
    return byFields(
        place(cache, key), wanted, room, isNeeded(wanted) ? Value.INLINE : Value.NONE, 0);
  }

  /** One that may turn out to be unmodified is fetched only then. */
  private static boolean isNeeded(Wanted wanted) {
    Conditions conditions = wanted.conditions();
    return wanted.reading().value
        && conditions.ifNoneMatch().isEmpty()
        && conditions.ifModifiedSince().isEmpty();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Place(byte[] entry, byte[] copies) {}

  private Place place(CacheName cache, EntryKey key) {
    return new Place(keys.entry(cache.text(), key.bytes()), keys.copies(cache.text()));
  }

  private static Optional<Mark> mark(Place place, Wanted wanted) {
    return wanted.near().isZero()
        ? Optional.empty()
        : Optional.of(new Mark(place.copies(), wanted.near().multipliedBy(2)));
  }

  /** As {@link EntryStore#readAll}. */
  CompletionStage<List<CompletionStage<Optional<Read>>>> readAll(
      CacheName cache,
      List<EntryKey> wantedKeys,
      Wanted wanted,
      ReadRoom room,
      Function<EntryKey, CompletionStage<Optional<Read>>> alone) {
    List<Place> places = wantedKeys.stream().map(key -> place(cache, key)).toList();
    Value value = isNeeded(wanted) ? Value.INLINE : Value.NONE;
    List<byte[]> names = StoredFields.names(value);
    return redis
        .read(
            new FieldRead(
                LABEL,
                places.stream().map(Place::entry).toList(),
                names,
                mark(places.get(0), wanted)))
        .thenApply(
            fields -> {
              Instant now = redis.clock().instant();
              List<CompletionStage<Optional<Read>>> reads = new ArrayList<>(places.size());
              for (int i = 0; i < places.size(); i++) {
                int from = i * names.size();
                StoredFields stored =
                    StoredFields.of(value, fields.subList(from, from + names.size()), now);
                EntryKey key = wantedKeys.get(i);
                reads.add(
                    glanced(places.get(i), wanted, room, stored).orElseGet(() -> alone.apply(key)));
              }
              return reads;
            });
  }

  /** Nothing when it takes another look. */
  private Optional<CompletionStage<Optional<Read>>> glanced(
      Place place, Wanted wanted, ReadRoom room, StoredFields stored) {
    if (!stored.isThere()) {
      return Optional.of(completed(Optional.empty()));
    }
    return stored.isOrdinary(wanted.reading()) && stored.hasValue()
        ? Optional.of(
            CompletableFuture.completedStage(stored)
                .thenCompose(found -> judged(place, wanted, room, found, 0)))
        : Optional.empty();
  }

  /** Ends: it is repeated for what is needed, or what somebody has replaced by it meanwhile. */
  private CompletionStage<Optional<Read>> byFields(
      Place place, Wanted wanted, ReadRoom room, Value value, long held) {
    return redis
        .read(new FieldRead(LABEL, place.entry(), StoredFields.names(value), mark(place, wanted)))
        .thenCompose(
            fields -> {
              StoredFields stored = StoredFields.of(value, fields, redis.clock().instant());
              if (!stored.isThere()) {
                return completed(Optional.empty());
              }
              return stored.isOrdinary(wanted.reading())
                  ? judged(place, wanted, room, stored, held)
                  : byScript(place, wanted, room, held);
            });
  }

  private CompletionStage<Optional<Read>> judged(
      Place place, Wanted wanted, ReadRoom room, StoredFields stored, long held) {
    if (stored.stale().filter(age -> age.compareTo(wanted.maxStale()) > 0).isPresent()) {
      return completed(Optional.empty());
    }
    String tag = EntryAnswer.quoted(stored.etag());
    Verdict verdict = wanted.conditions().on(tag, stored.modified());
    if (verdict == Verdict.FAILED) {
      throw EntryStore.preconditionFailed(Optional.empty());
    }
    boolean found = verdict == Verdict.PASSED;
    if (!found || !wanted.reading().value) {
      return completed(Optional.of(new Read(stored.withoutValue(), found, Optional.empty())));
    }
    long size = stored.size();
    long holding = Math.max(held, size > room.share() ? size : 0);
    if (holding > held) {
      room.hold(holding - held);
    }
    if (!stored.hasValue()) {
      return byFields(place, wanted, room, stored.place(), holding);
    }
    room.took(size);
    return completed(Optional.of(new Read(stored.entry(), true, Optional.empty())));
  }

  /** Ends: it is repeated only for a value that somebody has replaced by a larger one meanwhile. */
  private CompletionStage<Optional<Read>> byScript(
      Place place, Wanted wanted, ReadRoom room, long held) {
    long most = wanted.reading().value ? Math.max(held, room.share()) : 0;
    ScriptCall call =
        EntryArguments.conditions(
                EntryScripts.READ.on(place.entry(), place.copies()), wanted.conditions())
            .with("most", most)
            .with("slide", wanted.reading().slides ? "1" : "0")
            .with("max_stale", wanted.maxStale())
            .with("near", wanted.near())
            .with("version", wanted.reading() == ReadMode.PEEK ? "*" : wanted.version());
    return redis
        .run(call)
        .thenApply(EntryReader::toRead)
        .thenCompose(
            read -> {
              long size = read.filter(Read::modified).map(found -> found.entry().size()).orElse(0L);
              if (!wanted.reading().value || size <= most) {
                room.took(size);
                return completed(read);
              }
              room.hold(size - held);
              return byScript(place, wanted, room, size);
            });
  }

  private static Optional<Read> toRead(List<Object> reply) {
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    String result = Fields.text(reply.get(0));
    if (result.equals("failed")) {
      throw EntryStore.preconditionFailed(Optional.empty());
    }
    return Optional.of(new Read(EntryReply.entry(reply), result.equals("found"), Optional.empty()));
  }

  private static CompletionStage<Optional<Read>> completed(Optional<Read> read) {
    return CompletableFuture.completedStage(read);
  }
}
