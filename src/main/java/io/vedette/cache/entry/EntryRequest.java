package io.vedette.cache.entry;

import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policy;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.CacheControl;
import io.vedette.http.Conditions;
import io.vedette.http.PercentEncoding;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.traffic.Admission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request says about one entry: which, under which conditions, with which parameters. Read
 * at once: on the thread that answers later the servlet request is gone.
 *
 * @param target the request target's path as the client sent it
 * @param admission for what it needs room for
 */
public record EntryRequest(
    CacheName cache,
    EntryKey key,
    Conditions conditions,
    Query query,
    String target,
    String requestId,
    Admission admission) {
  private static final String KEY_ENCODING = "keyEncoding";
  private static final String CACHES = "/caches/";

  /**
   * Reads a request.
   *
   * @param collection the path segment before the key, for example {@code entries}
   * @param parameters the query parameters that this call knows besides {@code keyEncoding}
   */
  public static EntryRequest of(
      String cache, String collection, HttpServletRequest request, String... parameters) {
    Set<String> known =
        Stream.concat(Stream.of(KEY_ENCODING), Arrays.stream(parameters))
            .collect(Collectors.toUnmodifiableSet());
    Query query = Query.of(request, known);
    CacheName name = new CacheName(cache);
    String path = request.getRequestURI();
    EntryKey key = EntryKey.of(tail(path, collection), query.text(KEY_ENCODING));
    return new EntryRequest(
        name,
        key,
        Conditions.of(request),
        query,
        location(path, query),
        RequestId.of(request),
        AdmittedRequest.admission(request));
  }

  /** The name of the cache in the path of a request, whether it is one or not. */
  public static String cache(HttpServletRequest request) {
    String path = request.getRequestURI();
    int name = path.indexOf(CACHES) + CACHES.length();
    return PercentEncoding.decode(path.substring(name, path.indexOf('/', name)))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  /** What follows the collection. The name of the cache may be spelled otherwise than it reads. */
  private static String tail(String path, String collection) {
    int name = path.indexOf(CACHES) + CACHES.length();
    return path.substring(path.indexOf('/', name) + collection.length() + 2);
  }

  private static String location(String path, Query query) {
    Optional<String> encoding = query.text(KEY_ENCODING);
    return encoding.map(name -> path + "?" + KEY_ENCODING + "=" + name).orElse(path);
  }

  /**
   * How old a copy may be that answers a read; zero when none may: Redis decides about conditions,
   * and who refuses what is cached, or asks how old it is, wants to hear of the original.
   */
  public Duration near(Policy policy, CacheControl control) {
    boolean original = control.has("no-cache") || control.has("max-age");
    return policy.near().filter(any -> !original && conditions.isEmpty()).orElse(Duration.ZERO);
  }

  /** Holds a value until it is written, whoever made it; for small ones there is always room. */
  public void hold(byte[] value) {
    if (value.length > EntryStore.AT_ONCE) {
      admission.hold(value);
    }
  }

  /** The stage with its failures and an absent entry turned into their answers. */
  public CompletionStage<Response> answered(CompletionStage<Optional<Response>> answer) {
    return Problems.answered(
        answer.thenApply(found -> found.orElseGet(() -> EntryAnswer.missing(this))), requestId);
  }
}
