package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policy;
import io.vedette.origin.Origin;
import io.vedette.origin.Validators;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be loaded.
 *
 * @param key under which it is stored
 * @param main the key that it is another answer for; empty when it is that one
 * @param forwarded the fields that the origin gets to see, by lower-case name; empty when absent
 * @param seen what is stored and not good enough
 * @param mode how
 */
public record LoadTask(
    CacheName cache,
    EntryKey key,
    Optional<EntryKey> main,
    Origin origin,
    Policy policy,
    Map<String, String> forwarded,
    Optional<CachedEntry> seen,
    Mode mode) {

  /** How something is loaded. */
  public enum Mode {
    /** For everybody, who waits for it. */
    SHARED,
    /** For everybody, while nobody waits for it. */
    BACKGROUND,
    /** For everybody on this pod, because Redis is away. */
    STORE_AWAY,
    /** For one caller, without a place to keep it. */
    ALONE
  }

  public LoadTask {
    forwarded = Map.copyOf(forwarded);
  }

  LoadTask in(Mode another) {
    return new LoadTask(cache, key, main, origin, policy, forwarded, seen, another);
  }

  LoadTask of(Optional<CachedEntry> stored) {
    return new LoadTask(cache, key, main, origin, policy, forwarded, stored, mode);
  }

  /** Of what is stored, as {@code response-read} gives it; empty when nothing is. */
  String version() {
    return seen.map(CachedEntry::version).orElse("");
  }

  /** Whether others may be asking, so that the lease says who loads. */
  boolean leased() {
    return mode == Mode.SHARED || mode == Mode.BACKGROUND;
  }

  /**
   * What the origin may confirm instead of sending it again. For one alone not without its value:
   * what is confirmed could not be read again.
   */
  Validators known() {
    return seen.filter(stored -> mode != Mode.ALONE || stored.hasValue())
        .flatMap(CachedEntry::response)
        .filter(response -> !response.negative())
        .map(ResponseMetadata::validators)
        .orElse(Validators.NONE);
  }
}
