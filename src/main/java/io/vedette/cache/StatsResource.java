package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Requires;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.stats.CacheStatistic;
import io.vedette.cache.stats.CacheStats;
import io.vedette.cache.stats.CacheStats.Stats;
import io.vedette.credential.Scope;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.concurrent.CompletionStage;

/** What is counted of a cache. */
@ApplicationScoped
@Path("caches/{cache}/stats")
public class StatsResource {
  @Inject CacheStats stats;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> read(@PathParam("cache") String cache) {
    Query.none(request);
    return Problems.answered(
        stats.read(new CacheName(cache)).thenApply(StatsResource::answer), RequestId.of(request));
  }

  private static Response answer(Stats stats) {
    JsonObjectBuilder document = JSON.createObjectBuilder();
    for (CacheStatistic statistic : CacheStatistic.values()) {
      if (statistic != CacheStatistic.LOAD_MILLIS) {
        document.add(statistic.member(), stats.count(statistic));
      }
    }
    document
        .add("loadTime", BigDecimal.valueOf(stats.count(CacheStatistic.LOAD_MILLIS), 3))
        .add("entries", stats.entries())
        .add("bytes", stats.bytes())
        .add("estimated", stats.estimated());
    return JsonAnswer.ok(document.build()).build();
  }
}
