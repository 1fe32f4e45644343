package io.vedette.cache.entry;

import io.vedette.cache.policy.Policy;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.HttpDate;
import io.vedette.http.Problems;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The header fields of answers about an entry. */
public final class EntryAnswer {
  /** The cache holds no live entry under this key. */
  public static final Problem ENTRY_NOT_FOUND =
      Problem.of("entry-not-found", 404, "There is no such entry");

  private EntryAnswer() {}

  /** 200 with the value (or only its length, if that was all that was read), or 304 without. */
  public static Response found(EntryStore.Read read, Policy policy) {
    return read.modified()
        ? head(read, policy).entity(EntryValue.of(read.entry())).build()
        : validators(Response.status(304), read, policy).build();
  }

  private static Response.ResponseBuilder head(EntryStore.Read read, Policy policy) {
    // The type here only finds the writer, which sets the value's own.
    return validators(Response.ok().type(MediaType.APPLICATION_OCTET_STREAM_TYPE), read, policy);
  }

  private static Response.ResponseBuilder validators(
      Response.ResponseBuilder answer, EntryStore.Read read, Policy policy) {
    Entry entry = read.entry();
    if (!entry.groups().names().isEmpty()) {
      answer.header(Groups.FIELD, entry.groups().field());
    }
    return answer
        .header("ETag", quoted(entry.etag()))
        .header("Last-Modified", date(entry.modified()))
        .header("Cache-Control", cacheControl(entry, policy))
        .header("Cache-Status", cacheStatus(entry, read.detail()));
  }

  /** Rounded down: what is stored on the way must not outlive the entry. */
  public static String cacheControl(Entry entry, Policy policy) {
    if (!policy.shared()) {
      return "private, no-cache";
    }
    return entry
        .stale()
        .map(stale -> Duration.ZERO)
        .or(entry::left)
        .map(left -> "public, max-age=" + left.toSeconds())
        .orElse("public");
  }

  /** A hit, as RFC 9211 writes it. */
  public static String cacheStatus(Entry entry, Optional<String> detail) {
    String ttl =
        entry
            .stale()
            .map(stale -> -stale.toSeconds())
            .or(() -> entry.left().map(EntryAnswer::seconds))
            .map(seconds -> "; ttl=" + seconds)
            .orElse("");
    return "vedette; hit" + ttl + detail.map(text -> "; detail=" + text).orElse("");
  }

  /** 404: no such entry. */
  static Response missing(EntryRequest request) {
    return miss(request).build();
  }

  /** The same, to be added to. */
  public static Response.ResponseBuilder miss(EntryRequest request) {
    Failure failure = Failure.of(ENTRY_NOT_FOUND, "The cache has no entry under this key.");
    return Problems.answer(failure, request.requestId())
        .header("Cache-Status", "vedette; fwd=uri-miss");
  }

  /** 201 with its place, or 204. */
  public static Response written(EntryStore.Written written, EntryRequest request) {
    Response.ResponseBuilder answer =
        written.created()
            ? Response.status(201).header("Location", request.target())
            : Response.noContent();
    return answer
        .header("ETag", quoted(written.etag()))
        .header("Last-Modified", date(written.modified()))
        .build();
  }

  /** 200 with what was deleted: what {@code Prefer: return=representation} asks for. */
  public static Response taken(DeletedEntry entry) {
    Response.ResponseBuilder answer =
        Response.ok()
            .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
            .header("ETag", quoted(entry.etag()))
            .header("Last-Modified", date(entry.modified()))
            .header("Cache-Control", "no-store")
            .header("Preference-Applied", "return=representation");
    if (!entry.groups().names().isEmpty()) {
      answer.header(Groups.FIELD, entry.groups().field());
    }
    return answer
        .entity(new EntryValue(entry.value(), entry.value().length, entry.mediaType()))
        .build();
  }

  public static String quoted(String etag) {
    return '"' + etag + '"';
  }

  /**
   * Whole seconds, rounded up: what is left of a fresh minute is 60, and of a live entry never 0.
   */
  public static long seconds(Duration left) {
    return (left.toMillis() + 999) / 1000;
  }

  public static String date(Instant instant) {
    return HttpDate.format(instant);
  }

  public static String timestamp(Instant instant) {
    return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
  }
}
