package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

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
import io.vedette.http.Paging;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The entries of a cache, page by page. */
@ApplicationScoped
@Path("caches/{cache}/entries")
public class ListResource {
  private static final String PREFIX = "prefix";
  private static final String GROUP = "group";

  @Inject EntryIndex index;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> list(@PathParam("cache") String cache) {
    Query query = Query.of(request, List.of(PREFIX, GROUP, Paging.CURSOR, Paging.LIMIT));
    CacheName name = new CacheName(cache);
    String prefix = query.text(PREFIX).orElse("");
    Optional<String> group = query.text(GROUP).map(ListResource::group);
    Map<String, String> others = new LinkedHashMap<>();
    others.put(PREFIX, prefix);
    group.ifPresent(it -> others.put(GROUP, it));
    Paging paging = Paging.of(request, query, others);
    Optional<EntryKey> after = Paging.cursor(query, ListResource::cursor);
    return Problems.answered(
        index
            .list(name, EntryKey.prefix(prefix), group, after, paging.limit())
            .thenApply(page -> answer(page, paging)),
        RequestId.of(request));
  }

  private static Optional<EntryKey> cursor(String text) {
    try {
      return Optional.of(new EntryKey(Base64.getUrlDecoder().decode(text)));
    } catch (IllegalArgumentException | Failure e) {
      return Optional.empty();
    }
  }

  private static String cursor(EntryKey last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.bytes());
  }

  private static String group(String name) {
    if (!Groups.isName(name)) {
      throw Failure.malformed(
          InputError.parameter(GROUP, "a group has 1 to 128 printable ASCII characters"));
    }
    return name;
  }

  private static Response answer(EntryPage page, Paging paging) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    page.entries().forEach(entry -> items.add(item(entry)));
    return paging.answer(items, page.next().map(last -> cursor(last)));
  }

  private static JsonObjectBuilder item(ListedEntry entry) {
    JsonObjectBuilder item = JSON.createObjectBuilder();
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
      item.add("groups", JSON.createArrayBuilder(entry.groups().names()));
    }
    if (entry.stale()) {
      item.add("stale", true);
    }
    return item;
  }
}
