package io.vedette.cache;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.PolicyAnswer;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Caches with a policy of their own or with entries, page by page. */
@ApplicationScoped
@Path("caches")
public class CacheListResource {
  private static final int LARGEST_PAGE = 1000;
  private static final int PAGE = 100;
  private static final int PAGES_LOOKED_AT = 10;

  @Inject CacheList caches;
  @Inject Policies policies;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> list() {
    Query query = Query.of(request, List.of("cursor", "limit"));
    int limit = query.number("limit", 1, LARGEST_PAGE, PAGE);
    CacheCursor after =
        query.text("cursor").map(CacheListResource::cursor).orElseGet(CacheCursor::begin);
    String link = "%s?limit=%d".formatted(request.getRequestURI(), limit);
    Caller caller = Caller.of(request);
    return Problems.answered(
        visible(after, limit, caller, PAGES_LOOKED_AT).thenApply(page -> answer(page, link)),
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
                    ? visible(cursor(page.next().get()), limit, caller, pages - 1)
                    : CompletableFuture.completedStage(page));
  }

  private static CacheCursor cursor(String text) {
    return CacheCursor.parse(text)
        .orElseThrow(
            () ->
                Failure.malformed(
                    InputError.parameter(
                        "cursor", "'cursor' is what a page of this list gave as 'next'")));
  }

  private Response answer(CachePage page, String link) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    page.caches().forEach(sized -> items.add(item(sized)));
    JsonObjectBuilder document = Json.createObjectBuilder().add("items", items);
    page.next().ifPresent(next -> document.add("next", next));
    Response.ResponseBuilder answer = JsonAnswer.ok(document.build());
    page.next()
        .ifPresent(
            next -> answer.header("Link", "<%s&cursor=%s>; rel=\"next\"".formatted(link, next)));
    return answer.build();
  }

  private JsonObjectBuilder item(CachePage.Sized sized) {
    CacheName cache = sized.cache();
    return PolicyAnswer.document(cache, policies.isFixed(cache), policies.policy(cache))
        .add("entries", sized.entries());
  }
}
