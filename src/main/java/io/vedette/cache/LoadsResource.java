package io.vedette.cache;

import io.vedette.access.Requires;
import io.vedette.background.Background;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.credential.Scope;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.Prefer;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.origin.Origins;
import io.vedette.redis.Durability;
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
import java.util.Optional;
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
  @Inject Background background;
  @Inject WriteRequests writeRequests;
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
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, name.scope(COLLECTION))
        .answer(
            attempt -> {
              Policy policy = policies.policyToWrite(name);
              WarmUpWork.origin(policy, origins);
              WriteOptions options = writeRequests.of(preferred, policy.durability(), attempt);
              return background
                  .submit(WarmUpWork.TYPE, cache, WarmUpWork.payload(name, keys), options)
                  .thenApply(task -> BackgroundAnswer.of(task, "accepted", keys.size()))
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }
}
