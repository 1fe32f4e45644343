package io.vedette.cache.fill;

import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.fill.LoadTask.Mode;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policy;
import io.vedette.http.CacheControl;
import io.vedette.origin.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader asks of a cache that an origin fills. Read at once: on the thread that answers
 * later the servlet request is gone.
 *
 * @param forwarded the fields that the origin gets to see, by lower-case name; empty when absent
 * @param value whether the reader wants the value
 */
public record OriginReadRequest(
    EntryRequest entry,
    Policy policy,
    Origin origin,
    CacheControl control,
    Map<String, String> forwarded,
    boolean value) {

  public static OriginReadRequest of(
      EntryRequest entry, Policy policy, Origin origin, HttpServletRequest request) {
    return new OriginReadRequest(
        entry,
        policy,
        origin,
        CacheControl.of(request),
        forwarded(origin, request),
        request.getMethod().equals("GET"));
  }

  /** The fields of a request that the origin gets to see, by lower-case name; empty when absent. */
  static Map<String, String> forwarded(Origin origin, HttpServletRequest request) {
    Map<String, String> forwarded = new HashMap<>();
    for (String name : origin.forward()) {
      List<String> lines = Collections.list(request.getHeaders(name));
      forwarded.put(name, String.join(", ", lines));
    }
    return Map.copyOf(forwarded);
  }

  CacheName cache() {
    return entry.cache();
  }

  EntryKey key() {
    return entry.key();
  }

  Wanted wanted() {
    return new Wanted(value, entry.conditions(), entry.near(policy, control), entry.admission());
  }

  /** To load what is not stored, or not good enough. */
  LoadTask task(VariantLookup.Found found) {
    return new LoadTask(
        cache(), found.key(), found.main(), origin, policy, forwarded, found.entry(), Mode.SHARED);
  }
}
