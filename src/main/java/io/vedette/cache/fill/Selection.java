package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.origin.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which of the answers for a key is the one for a request (RFC 9111, section 4.1), for the calls
 * that ask no origin: they give what a read with the same fields would find stored, or nothing.
 */
public final class Selection {
  private final Policies policies;
  private final Origins origins;
  private final ResponseStore responses;

  Selection(Policies policies, Origins origins, ResponseStore responses) {
    this.policies = policies;
    this.origins = origins;
    this.responses = responses;
  }

  /**
   * Where an answer stands.
   *
   * @param version of the answer, which the caller may have; empty when it is not known, and then
   *     what varies with the request is not given
   */
  public record Chosen(EntryKey key, String version) {}

  /**
   * What answers may vary with, of a request to this cache, by lower-case name; empty when none do.
   * To be read at once: on the thread that answers later the servlet request is gone.
   */
  public Map<String, String> fields(CacheName cache, HttpServletRequest request) {
    return policies
        .policy(cache)
        .readThrough()
        .origin()
        .filter(name -> origins.names().contains(name))
        .map(name -> OriginReadRequest.forwarded(origins.named(name), request))
        .orElse(Map.of());
  }

  /** Chooses; asks Redis only when answers may vary. Fails as {@link ResponseStore} does. */
  public CompletionStage<Chosen> choose(CacheName cache, EntryKey key, Map<String, String> fields) {
    return fields.isEmpty()
        ? CompletableFuture.completedStage(new Chosen(key, ""))
        : VariantLookup.find(key, fields, it -> responses.head(cache, it))
            .thenApply(found -> chosen(found.key(), found.entry()));
  }

  private static Chosen chosen(EntryKey key, Optional<CachedEntry> found) {
    return new Chosen(
        key, found.filter(it -> it.entry().stale().isEmpty()).map(CachedEntry::version).orElse(""));
  }
}
