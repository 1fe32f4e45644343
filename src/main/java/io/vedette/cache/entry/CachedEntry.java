package io.vedette.cache.entry;

import io.vedette.cache.policy.Policy;
import io.vedette.origin.OriginAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a key of a cache that an origin fills, fresh or not.
 *
 * @param version distinguishes this state of the entry from any other; empty when Redis has none
 * @param resident how long ago the origin sent or confirmed it
 * @param response what the origin said; empty when a client stored the entry
 * @param generation of the other answers for its key: only of the same one they belong together;
 *     empty when there are none
 */
public record CachedEntry(
    String version,
    Entry entry,
    Duration resident,
    Optional<ResponseMetadata> response,
    String generation) {

  /** One without other answers for its key. */
  public CachedEntry(
      String version, Entry entry, Duration resident, Optional<ResponseMetadata> response) {
    this(version, entry, resident, response, "");
  }

  /** An entry that a client has stored. */
  static CachedEntry of(Entry entry) {
    return new CachedEntry("", entry, Duration.ZERO, Optional.empty());
  }

  /** What it is so much later, if nobody has touched it. */
  CachedEntry after(Duration elapsed) {
    return new CachedEntry(
        version, entry.after(elapsed), resident.plus(elapsed), response, generation);
  }

  /** The same, stale for at least so long, if that is more than nothing. */
  CachedEntry staleFor(Duration least) {
    return least.isNegative() || least.isZero()
        ? this
        : new CachedEntry(version, entry.staleFor(least), resident, response, generation);
  }

  /** For how long it has existed since its origin generated it (RFC 9111, section 4.2.3). */
  public Optional<Duration> age() {
    return response.map(known -> known.age().plus(resident));
  }

  /** Its tag, quoted: the origin's, weak or strong, else the one that the entry has here. */
  public String tag() {
    return response
        .flatMap(known -> known.field("etag"))
        .orElseGet(() -> EntryAnswer.quoted(entry.etag()));
  }

  /** What its origin says of it by now, after it has confirmed it with this answer. */
  public OriginAnswer updatedBy(OriginAnswer confirmation) {
    return response.orElseThrow().updatedBy(confirmation, entry);
  }

  /** Whether it is for requests with the same fields alone. */
  boolean varies() {
    return response.filter(known -> !known.selecting().isEmpty()).isPresent();
  }

  /**
   * Where the answer to a request with these fields stands, when this one, under that key, is not
   * it.
   */
  public Optional<EntryKey> other(EntryKey key, Map<String, String> forwarded) {
    return response
        .filter(known -> !known.matches(forwarded))
        .map(known -> VariantKeys.of(key, known.selecting(), forwarded));
  }

  /** Whether it is the answer to a request with these fields that stands beside the main one. */
  public boolean answers(Map<String, String> forwarded, CachedEntry main) {
    return generation.equals(main.generation)
        && response.filter(known -> known.matches(forwarded)).isPresent();
  }

  public boolean isNegative() {
    return response.map(ResponseMetadata::negative).orElse(false);
  }

  /** Whether the value is here, or nobody needs it. */
  public boolean hasValue() {
    return entry.value().length == entry.size();
  }

  /** Whether it may be used however stale it is, as long as a reader or a policy wants it. */
  public boolean mayBeStale() {
    return response.map(known -> !known.strict()).orElse(true);
  }

  /** Whether it answers for an origin that fails. */
  public boolean servesOnError(Policy policy) {
    return mayBeStale() && entry.stale().orElse(Duration.ZERO).compareTo(ifError(policy)) <= 0;
  }

  /** For how long it answers for errors once it is stale. */
  Duration ifError(Policy policy) {
    return response.map(ResponseMetadata::ifError).orElse(policy.readThrough().ifError());
  }

  /** Whether it answers while another is loaded. */
  public boolean servesWhileRevalidating(Policy policy) {
    Duration limit =
        response
            .map(ResponseMetadata::whileRevalidate)
            .orElse(policy.readThrough().whileRevalidate());
    return mayBeStale() && entry.stale().orElse(Duration.ZERO).compareTo(limit) <= 0;
  }
}
