package io.vedette.cache;

import io.vedette.access.Requires;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryIndex;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryPage;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.ListedEntry;
import io.vedette.cache.policy.CacheName;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonAnswer;
import io.vedette.http.PercentEncoding;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The entries of a cache, page by page. */
@ApplicationScoped
@Path("caches/{cache}/entries")
public class ListResource {
  private static final int LARGEST_PAGE = 1000;
  private static final int PAGE = 100;

  @Inject EntryIndex index;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> list(@PathParam("cache") String cache) {
    Query query = Query.of(request, List.of("prefix", "group", "cursor", "limit"));
    CacheName name = new CacheName(cache);
    String prefix = query.text("prefix").orElse("");
    int limit = query.number("limit", 1, LARGEST_PAGE, PAGE);
    Optional<EntryKey> after = query.text("cursor").map(ListResource::cursor);
    Optional<String> group = query.text("group").map(ListResource::group);
    String link =
        "%s?prefix=%s%s&limit=%d"
            .formatted(
                request.getRequestURI(),
                encoded(prefix),
                group.map(it -> "&group=" + encoded(it)).orElse(""),
                limit);
    return Problems.answered(
        index
            .list(name, EntryKey.prefix(prefix), group, after, limit)
            .thenApply(page -> answer(page, link)),
        RequestId.of(request));
  }

  private static EntryKey cursor(String text) {
    try {
      return new EntryKey(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException | Failure e) {
      throw Failure.malformed(
          InputError.parameter("cursor", "'cursor' is what a page of this list gave as 'next'"));
    }
  }

  private static String cursor(EntryKey last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.bytes());
  }

  private static String group(String name) {
    if (!Groups.isName(name)) {
      throw Failure.malformed(
          InputError.parameter("group", "a group has 1 to 128 printable ASCII characters"));
    }
    return name;
  }

  private static String encoded(String text) {
    return PercentEncoding.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Response answer(EntryPage page, String link) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    page.entries().forEach(entry -> items.add(item(entry)));
    JsonObjectBuilder document = Json.createObjectBuilder().add("items", items);
    page.next().ifPresent(next -> document.add("next", cursor(next)));
    Response.ResponseBuilder answer = JsonAnswer.ok(document.build());
    page.next()
        .ifPresent(
            next ->
                answer.header(
                    "Link", "<%s&cursor=%s>; rel=\"next\"".formatted(link, cursor(next))));
    return answer.build();
  }

  private static JsonObjectBuilder item(ListedEntry entry) {
    JsonObjectBuilder item = Json.createObjectBuilder();
    if (entry.key().isText()) {
      item.add("key", entry.key().text());
    } else {
      item.add("key", entry.key().base64()).add("keyEncoding", "base64url");
    }
    item.add("etag", EntryAnswer.quoted(entry.etag()))
        .add("mediaType", entry.mediaType())
        .add("size", entry.size())
        .add("created", EntryAnswer.timestamp(entry.created()));
    entry
        .left()
        .ifPresentOrElse(
            left -> item.add("ttl", EntryAnswer.seconds(left)),
            () -> item.add("ttl", JsonValue.NULL));
    if (!entry.groups().names().isEmpty()) {
      item.add("groups", Json.createArrayBuilder(entry.groups().names()));
    }
    if (entry.stale()) {
      item.add("stale", true);
    }
    return item;
  }
}
