package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Requires;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.entry.ReadMode;
import io.vedette.cache.entry.ReadRoom;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.config.Durations;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Honours;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.Prefer;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The expiry of an entry, without its value. */
@ApplicationScoped
@Path("caches/{cache}/ttl/{key: .+}")
public class TtlResource {
  private static final String COLLECTION = "ttl";

  @Inject EntryStore store;
  @Inject Policies policies;
  @Inject WriteRequests writeRequests;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Produces("application/json")
  public CompletionStage<Response> read(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    Wanted wanted = new Wanted(ReadMode.PEEK, entry.conditions(), Duration.ZERO, Duration.ZERO);
    return entry.answered(
        store
            .read(entry.cache(), entry.key(), wanted, new ReadRoom(entry.admission()))
            .thenApply(read -> read.map(TtlResource::document)));
  }

  private static Response document(EntryStore.Read read) {
    Entry entry = read.entry();
    if (!read.modified()) {
      return Response.status(304).header("ETag", EntryAnswer.quoted(entry.etag())).build();
    }
    JsonObjectBuilder document = JSON.createObjectBuilder();
    entry
        .lifetime()
        .ifPresentOrElse(
            ttl -> document.add("ttl", EntryAnswer.seconds(ttl)),
            () -> document.add("ttl", JsonValue.NULL));
    entry.idle().ifPresent(idle -> document.add("idle", idle.toSeconds()));
    return JsonAnswer.ok(document.build()).header("ETag", EntryAnswer.quoted(entry.etag())).build();
  }

  @PUT
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  public CompletionStage<Response> set(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    Policy policy = policies.policyToWrite(entry.cache());
    EntriesResource.checkWrite(entry, policy, request);
    Duration ttl = ttl(JsonBody.object(request, List.of("ttl")), policy.maxTtl());
    return expire(entry, Optional.of(ttl), writeRequests.of(request, policy.durability()));
  }

  @DELETE
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  public CompletionStage<Response> remove(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    Policy policy = policies.policyToWrite(entry.cache());
    EntriesResource.checkWrite(entry, policy, request);
    if (!policy.immortal()) {
      throw Failure.of(Problem.CONFLICT, "The policy of this cache wants every entry to expire.")
          .with(Outcome.NOT_APPLIED);
    }
    return expire(entry, Optional.empty(), writeRequests.of(request, policy.durability()));
  }

  private CompletionStage<Response> expire(
      EntryRequest entry, Optional<Duration> ttl, WriteOptions options) {
    return entry.answered(
        store
            .expire(entry.cache(), entry.key(), ttl, entry.conditions(), options)
            .thenApply(etag -> etag.map(TtlResource::expired).orElseThrow(TtlResource::missing))
            .thenApply(answer -> Optional.of(Prefer.applied(answer, options.preference()))));
  }

  private static Response expired(String etag) {
    return Response.noContent().header("ETag", EntryAnswer.quoted(etag)).build();
  }

  private static Failure missing() {
    return Failure.of(EntryAnswer.ENTRY_NOT_FOUND, "The cache has no entry under this key.")
        .with(Outcome.NOT_APPLIED);
  }

  private static Duration ttl(JsonObject document, Duration longest) {
    return JsonMembers.parsed(document.getOrDefault("ttl", JsonValue.NULL))
        .filter(ttl -> ttl.compareTo(longest) <= 0)
        .orElseThrow(
            () ->
                Failure.malformed(
                    InputError.pointer(
                        "/ttl",
                        "'ttl' is %s, more than zero and at most %s"
                            .formatted(Durations.FORM, longest))));
  }
}
