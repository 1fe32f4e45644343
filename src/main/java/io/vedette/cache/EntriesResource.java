package io.vedette.cache;

import io.vedette.access.Requires;
import io.vedette.cache.entry.DeletedEntry;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.Lifetime;
import io.vedette.cache.entry.MediaTypes;
import io.vedette.cache.entry.NewEntry;
import io.vedette.cache.fill.DeletedEntries;
import io.vedette.cache.fill.FillLeases;
import io.vedette.cache.fill.Selection;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.Honours;
import io.vedette.http.Prefer;
import io.vedette.http.RequestBody;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
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
public class EntriesResource implements DirectResource {
  static final String COLLECTION = "entries";

  @Inject EntryReadAnswer reads;
  @Inject EntryStore store;
  @Inject Selection selection;
  @Inject Policies policies;
  @Inject WriteRequests writeRequests;
  @Inject CacheMetrics metrics;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> read(@Context HttpServletRequest request) {
    return reads.answer(request);
  }

  @HEAD
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> head(@Context HttpServletRequest request) {
    return reads.answer(request);
  }

  @PUT
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH, FillLeases.FIELD, Groups.FIELD})
  @Direct
  public CompletionStage<Response> write(
      @PathParam("cache") String cache, @Context HttpServletRequest request) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request, "ttl", "idle");
    Policy policy = policies.policyToWrite(entry.cache());
    Lifetime lifetime = lifetime(entry, policy);
    checkWrite(entry, policy, request);
    WriteOptions options = writeRequests.of(request, policy.durability());
    String mediaType = MediaTypes.of(request);
    Groups groups = Groups.of(request);
    byte[] value = RequestBody.bytes(request, policy.maxBytes());
    Optional<String> lease = Optional.ofNullable(request.getHeader(FillLeases.FIELD));
    NewEntry stored = new NewEntry(value, mediaType, lifetime, groups, lease, policy.capacity());
    return entry.answered(
        store
            .write(entry.cache(), entry.key(), stored, entry.conditions(), options)
            .thenApply(written -> metrics.stored(entry.cache(), value.length, written))
            .thenApply(written -> EntryAnswer.written(written, entry))
            .thenApply(answer -> Optional.of(Prefer.applied(answer, options.preference()))));
  }

  @DELETE
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> delete(
      @PathParam("cache") String cache, @Context HttpServletRequest request) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    Policy policy = policies.policyToWrite(entry.cache());
    checkWrite(entry, policy, request);
    WriteOptions options = writeRequests.of(request, policy.durability());
    if (Prefer.representation(request)) {
      return entry.answered(
          take(entry, request, options)
              .thenApply(taken -> taken.map(EntryAnswer::taken).orElseGet(EntriesResource::none))
              .thenApply(answer -> Optional.of(Prefer.applied(answer, options.preference()))));
    }
    return entry.answered(
        store
            .delete(entry.cache(), entry.key(), entry.conditions(), options)
            .thenApply(done -> Optional.of(Prefer.applied(none(), options.preference()))));
  }

  private CompletionStage<Optional<DeletedEntry>> take(
      EntryRequest entry, HttpServletRequest request, WriteOptions options) {
    return selection
        .choose(entry.cache(), entry.key(), selection.fields(entry.cache(), request))
        .thenCompose(
            chosen ->
                new DeletedEntries(store)
                    .take(
                        entry.cache(),
                        entry.key(),
                        chosen,
                        entry.conditions(),
                        entry.admission(),
                        options));
  }

  private static Response none() {
    return Response.noContent().build();
  }

  private static Lifetime lifetime(EntryRequest entry, Policy policy) {
    Duration ttl = entry.query().duration("ttl", policy.maxTtl()).orElse(policy.ttl());
    Optional<Duration> idle = entry.query().duration("idle", policy.maxTtl()).or(policy::idle);
    return new Lifetime(ttl, idle);
  }

  static void checkWrite(EntryRequest entry, Policy policy, HttpServletRequest request) {
    boolean leased = request.getHeader(FillLeases.FIELD) != null;
    if (policy.conditional() && !leased && !entry.conditions().nameTags()) {
      throw Failure.of(
              Problem.PRECONDITION_REQUIRED,
              "Writes to this cache carry If-Match or If-None-Match.")
          .with(Outcome.NOT_APPLIED);
    }
  }
}
