package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.PolicyAnswer;
import io.vedette.credential.Scope;
import io.vedette.http.Paging;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Caches with a policy of their own or with entries, page by page. */
@ApplicationScoped
@Path("caches")
public class CacheListResource {
  private static final int PAGES_LOOKED_AT = 10;

  @Inject CacheList caches;
  @Inject Policies policies;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> list() {
    Query query = Query.of(request, List.of(Paging.CURSOR, Paging.LIMIT));
    Paging paging = Paging.of(request, query, Map.of());
    CacheCursor after = Paging.cursor(query, CacheCursor::parse).orElseGet(CacheCursor::begin);
    Caller caller = Caller.of(request);
    return Problems.answered(
        visible(after, paging.limit(), caller, PAGES_LOOKED_AT)
            .thenApply(page -> answer(page, paging)),
        RequestId.of(request));
  }

  /**
   * The next page on which there is something for this caller; the last one looked at if none is.
   */
  private CompletionStage<CachePage> visible(
      CacheCursor after, int limit, Caller caller, int pages) {
    return caches
        .page(after, limit)
        .thenApply(page -> page.of(cache -> caller.may(Scope.CACHE_READ, cache.text())))
        .thenCompose(
            page ->
                page.caches().isEmpty() && page.next().isPresent() && pages > 1
                    ? visible(page.next().get(), limit, caller, pages - 1)
                    : CompletableFuture.completedStage(page));
  }

  private Response answer(CachePage page, Paging paging) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    page.caches().forEach(sized -> items.add(item(sized)));
    return paging.answer(items, page.next().map(CacheCursor::text));
  }

  private JsonObjectBuilder item(CachePage.Sized sized) {
    CacheName cache = sized.cache();
    return PolicyAnswer.document(cache, policies.isFixed(cache), policies.policy(cache))
        .add("entries", sized.entries());
  }
}
