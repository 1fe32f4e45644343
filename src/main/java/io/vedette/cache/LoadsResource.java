package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Requires;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.fill.LoadTask;
import io.vedette.cache.fill.LoadTask.Mode;
import io.vedette.cache.fill.WarmUp;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.origin.Origin;
import io.vedette.origin.Origins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Values that are loaded from the origin before somebody asks for them. */
@ApplicationScoped
@Path("caches/{cache}/loads")
public class LoadsResource {
  private static final String COLLECTION = "loads";
  private static final int LARGEST = 1024 * 1024;
  private static final List<String> MEMBERS = List.of("keys", "keyEncoding");

  @Inject Policies policies;
  @Inject Origins origins;
  @Inject WarmUp warmUp;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @POST
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> load(@PathParam("cache") String cache) {
    Query.none(request);
    CacheName name = new CacheName(cache);
    JsonObject document = JsonBody.object(request, MEMBERS, LARGEST);
    List<EntryKey> keys = EntryKey.listInJson(new JsonMembers(document, "", MEMBERS));
    return idempotency
        .of(request, name.scope(COLLECTION))
        .answer(attempt -> CompletableFuture.completedStage(accepted(name, keys)));
  }

  private Response accepted(CacheName cache, List<EntryKey> keys) {
    Policy policy = policies.policyToWrite(cache);
    Origin origin = origins.named(policy.readThrough().origin().orElseThrow(LoadsResource::none));
    warmUp.add(keys.stream().map(key -> task(cache, key, policy, origin)).toList());
    return JsonAnswer.ok(JSON.createObjectBuilder().add("accepted", keys.size()).build())
        .status(202)
        .build();
  }

  private static LoadTask task(CacheName cache, EntryKey key, Policy policy, Origin origin) {
    return new LoadTask(
        cache, key, Optional.empty(), origin, policy, Map.of(), Optional.empty(), Mode.BACKGROUND);
  }

  private static Failure none() {
    return Failure.of(Problem.CONFLICT, "No origin fills this cache.").with(Outcome.NOT_APPLIED);
  }
}
