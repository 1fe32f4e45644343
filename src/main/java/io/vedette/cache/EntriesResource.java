package io.vedette.cache;

import io.vedette.cache.CacheStore.Reading;
import io.vedette.cache.CacheStore.Wanted;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.MaxStale;
import io.vedette.http.Prefer;
import io.vedette.http.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Entries, one at a time. */
@ApplicationScoped
@Path("caches/{cache}/entries/{key: .+}")
public class EntriesResource {
  static final String COLLECTION = "entries";

  @Inject CacheStore store;
  @Inject PolicyBook policies;
  @Inject CacheMetrics metrics;
  @Inject FillLeases leases;
  @Inject Waiting waiting;
  @Context HttpServletRequest request;

  @GET
  public CompletionStage<Response> read(@PathParam("cache") String cache) {
    return read(cache, Reading.VALUE);
  }

  @HEAD
  public CompletionStage<Response> head(@PathParam("cache") String cache) {
    return read(cache, Reading.HEAD);
  }

  private CompletionStage<Response> read(String cache, Reading reading) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    Policy policy = policies.policy(entry.cache());
    Wanted wanted = new Wanted(reading, entry.conditions(), MaxStale.of(request));
    Optional<Duration> lease = Prefer.fillLease(request);
    if (lease.isPresent()) {
      return entry.answered(
          new LeasedRead(store, leases, waiting, entry, wanted, lease.get())
              .run(Prefer.wait(request))
              .thenApply(result -> leased(entry, result, policy)));
    }
    return entry.answered(
        store
            .read(entry.cache(), entry.key(), wanted, entry.admission())
            .thenApply(read -> metrics.read(entry.cache(), read))
            .thenApply(read -> read.map(found -> EntryAnswer.found(found, policy))));
  }

  private Optional<Response> leased(EntryRequest entry, LeasedRead.Result result, Policy policy) {
    Optional<CacheStore.Read> read = metrics.read(entry.cache(), result.read());
    return read.map(found -> EntryAnswer.found(found, policy))
        .or(() -> result.lease().map(lease -> EntryAnswer.missing(entry, lease)));
  }

  @PUT
  public CompletionStage<Response> write(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request, "ttl", "idle");
    Policy policy = policies.policyToWrite(entry.cache());
    Lifetime lifetime = lifetime(entry, policy);
    checkWrite(entry, policy, request);
    String mediaType = MediaTypes.of(request);
    Groups groups = Groups.of(request);
    byte[] value = RequestBody.bytes(request, policy.maxBytes());
    Optional<String> lease = Optional.ofNullable(request.getHeader(FillLeases.FIELD));
    NewEntry stored = new NewEntry(value, mediaType, lifetime, groups, lease);
    return entry.answered(
        store
            .write(entry.cache(), entry.key(), stored, entry.conditions())
            .thenApply(written -> metrics.stored(entry.cache(), value.length, written))
            .thenApply(written -> Optional.of(EntryAnswer.written(written, entry))));
  }

  @DELETE
  public CompletionStage<Response> delete(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    checkWrite(entry, policies.policyToWrite(entry.cache()), request);
    if (Prefer.representation(request)) {
      return entry.answered(
          store
              .take(entry.cache(), entry.key(), entry.conditions(), entry.admission())
              .thenApply(taken -> taken.map(EntryAnswer::taken).or(EntriesResource::noContent)));
    }
    return entry.answered(
        store
            .delete(entry.cache(), entry.key(), entry.conditions())
            .thenApply(done -> noContent()));
  }

  private static Optional<Response> noContent() {
    return Optional.of(Response.noContent().build());
  }

  private static Lifetime lifetime(EntryRequest entry, Policy policy) {
    Duration ttl = entry.query().duration("ttl", policy.maxTtl()).orElse(policy.ttl());
    Optional<Duration> idle = entry.query().duration("idle", policy.maxTtl()).or(policy::idle);
    return new Lifetime(ttl, idle);
  }

  static void checkWrite(EntryRequest entry, Policy policy, HttpServletRequest request) {
    Prefer.refuseDurability(request);
    boolean leased = request.getHeader(FillLeases.FIELD) != null;
    if (policy.conditional() && !leased && !entry.conditions().nameTags()) {
      throw Failure.of(
              Problem.PRECONDITION_REQUIRED,
              "Writes to this cache carry If-Match or If-None-Match.")
          .with(Outcome.NOT_APPLIED);
    }
  }
}
