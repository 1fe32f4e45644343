package io.vedette.cache;

import io.vedette.access.Caller;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.entry.EntryValue;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.entry.NearRead;
import io.vedette.cache.entry.ReadMode;
import io.vedette.cache.fill.FillLeases;
import io.vedette.cache.fill.LeaseAnswer;
import io.vedette.cache.fill.LeasedRead;
import io.vedette.cache.fill.OriginReadRequest;
import io.vedette.cache.fill.ReadThrough;
import io.vedette.cache.fill.RepresentationAnswer;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.credential.Scope;
import io.vedette.http.CacheControl;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.origin.Origins;
import io.vedette.thread.Hops;
import io.vedette.thread.Waiting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The answer to a read of an entry. */
@Dependent
class EntryReadAnswer {
  @Inject EntryStore store;
  @Inject Policies policies;
  @Inject CacheMetrics metrics;
  @Inject FillLeases leases;
  @Inject Waiting waiting;
  @Inject NearEntries copies;
  @Inject Hops hops;
  @Inject Origins origins;
  @Inject ReadThrough readThrough;

  /**
   * Answers at once what a copy answers. To whoever does not look whether that is so, as JAX-RS, it
   * comes on another thread: a large one may be taken slowly.
   */
  CompletionStage<Response> answer(HttpServletRequest request) {
    return hops.elsewhere(read(request));
  }

  private CompletionStage<Response> read(HttpServletRequest request) {
    EntryRequest entry =
        EntryRequest.of(EntryRequest.cache(request), EntriesResource.COLLECTION, request);
    Policy policy = policies.policy(entry.cache());
    if (policy.readThrough().origin().isPresent()) {
      return readThrough(entry, policy, policy.readThrough().origin().get(), request);
    }
    CacheControl control = CacheControl.of(request);
    Optional<Duration> lease = Prefer.fillLease(request);
    Duration near = lease.isPresent() ? Duration.ZERO : entry.near(policy, control);
    Wanted wanted = new Wanted(reading(request), entry.conditions(), control.maxStale(), near);
    if (lease.isPresent()) {
      Caller.of(request).require(Scope.CACHE_WRITE, entry.cache().text());
      return entry.answered(
          new LeasedRead(store, leases, waiting, entry, wanted, lease.get())
              .run(Prefer.wait(request))
              .thenApply(result -> leased(entry, result, policy))
              .thenApply(answer -> held(answer, entry, wanted.reading().value)));
    }
    return entry.answered(
        new NearRead(store, copies)
            .read(entry, wanted, policy)
            .thenApply(read -> metrics.read(entry.cache(), read))
            .thenApply(read -> read.map(found -> EntryAnswer.found(found, policy)))
            .thenApply(answer -> held(answer, entry, wanted.reading().value)));
  }

  private static ReadMode reading(HttpServletRequest request) {
    return request.getMethod().equals("HEAD") ? ReadMode.HEAD : ReadMode.VALUE;
  }

  private CompletionStage<Response> readThrough(
      EntryRequest entry, Policy policy, String name, HttpServletRequest request) {
    OriginReadRequest read = OriginReadRequest.of(entry, policy, origins.named(name), request);
    return Problems.answered(
        readThrough
            .read(read)
            .run()
            .thenApply(found -> RepresentationAnswer.of(found, read))
            .thenApply(answer -> held(answer, entry, read.value())),
        entry.requestId());
  }

  private static Optional<Response> held(
      Optional<Response> answer, EntryRequest entry, boolean value) {
    return answer.map(found -> held(found, entry, value));
  }

  /** Copies and loads have no place of their own in memory: whoever is given one holds it. */
  private static Response held(Response answer, EntryRequest entry, boolean sent) {
    if (sent && answer.getEntity() instanceof EntryValue value) {
      entry.hold(value.bytes());
    }
    return answer;
  }

  private Optional<Response> leased(EntryRequest entry, LeasedRead.Result result, Policy policy) {
    Optional<EntryStore.Read> read = metrics.read(entry.cache(), result.read());
    return read.map(found -> EntryAnswer.found(found, policy))
        .or(() -> result.lease().map(lease -> LeaseAnswer.missing(entry, lease)));
  }
}
