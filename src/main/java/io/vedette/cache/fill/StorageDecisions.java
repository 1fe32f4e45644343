package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.Lifetime;
import io.vedette.cache.entry.NewEntry;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.fill.ResponseStore.Filling;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.policy.ReadThroughPolicy;
import io.vedette.failure.Failure;
import io.vedette.idempotency.Tags;
import io.vedette.origin.Freshness;
import io.vedette.origin.OriginAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of the answers of origins in a cache. */
final class StorageDecisions {
  /** A tag that stands for one value only. Weak ones do not, and are replaced by one of ours. */
  private static final Pattern STRONG_TAG = Pattern.compile("\"([\\x21\\x23-\\x7E]{1,200})\"");

  private static final Duration LONGEST_UNUSED = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private final RandomGenerator random;
  private final Tags tags;

  StorageDecisions(RandomGenerator random, Tags tags) {
    this.random = random;
    this.tags = tags;
  }

  /** What to store of an answer, or of what is stored as an answer has updated it. */
  Filling of(LoadTask task, OriginAnswer answer, String lease) {
    Freshness freshness = freshness(task, answer);
    ResponseMetadata response =
        ResponseMetadata.of(answer, freshness, task.policy(), task.forwarded());
    Duration freshFor = shortened(response.freshFor(), task.policy());
    Lifetime lifetime = new Lifetime(kept(response, freshFor, task.policy()), Optional.empty());
    byte[] value = response.negative() ? new byte[0] : answer.body();
    NewEntry entry =
        new NewEntry(
            value,
            answer.fields().firstValue("Content-Type").orElse(UNKNOWN_TYPE),
            lifetime,
            groups(answer),
            Optional.of(lease),
            task.policy().capacity());
    return new Filling(entry, response, freshFor);
  }

  private Freshness freshness(LoadTask task, OriginAnswer answer) {
    ReadThroughPolicy policy = task.policy().readThrough();
    boolean negative = answer.status() == 404 || answer.status() == 410;
    Duration otherwise = negative ? policy.negativeTtl() : task.policy().ttl();
    boolean authorized = !task.forwarded().getOrDefault("authorization", "").isEmpty();
    return policy.override()
        ? Freshness.overridden(answer, authorized, otherwise)
        : Freshness.of(answer, authorized, otherwise);
  }

  /** Whether an answer is stored: it is for sharing, and will be of use for a while. */
  boolean isKept(LoadTask task, OriginAnswer answer, Filling filling) {
    boolean useful =
        !filling.fresh().isZero() || filling.entry().lifetime().ttl().compareTo(SHORTEST) > 0;
    return useful
        && freshness(task, answer).storable()
        && task.origin().passOn().containsAll(answer.cookieFields());
  }

  private Duration shortened(Duration fresh, Policy policy) {
    double share = random.nextDouble() * policy.readThrough().jitter() / 100;
    Duration shorter = fresh.minusMillis((long) (fresh.toMillis() * share));
    return shorter.compareTo(policy.maxTtl()) > 0 ? policy.maxTtl() : shorter;
  }

  /** What can be confirmed is kept for as long again, at most an hour. */
  private static Duration kept(ResponseMetadata response, Duration fresh, Policy policy) {
    boolean confirmable = !response.validators().isEmpty();
    Duration unused =
        confirmable && !response.negative()
            ? least(LONGEST_UNUSED, most(response.lifetime(), Duration.ofMinutes(1)))
            : Duration.ZERO;
    Duration stale =
        response.strict() ? Duration.ZERO : most(response.whileRevalidate(), response.ifError());
    return least(policy.maxTtl(), most(SHORTEST, fresh.plus(most(unused, stale))));
  }

  private static Duration most(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** An origin's groups are those of the entry, if they can be. */
  private static Groups groups(OriginAnswer answer) {
    try {
      return Groups.of(answer.field(Groups.FIELD));
    } catch (Failure unreadable) {
      return Groups.NONE;
    }
  }

  /** The tag of an entry: its origin's, if that stands for one value, else one of ours. */
  String etag(ResponseMetadata response) {
    return response
        .field("etag")
        .map(STRONG_TAG::matcher)
        .filter(Matcher::matches)
        .map(tag -> tag.group(1))
        .orElseGet(tags::next);
  }

  /** What a reader sees of a value that its origin confirmed. */
  static CachedEntry confirmed(Entry seen, Filling filling) {
    Entry now =
        new Entry(
            seen.etag(),
            filling.entry().mediaType(),
            seen.created(),
            filling.response().lastModified().orElse(seen.modified()),
            Optional.of(filling.fresh()),
            Optional.of(filling.entry().lifetime().ttl()),
            Optional.empty(),
            filling.entry().groups(),
            Optional.empty(),
            seen.size(),
            seen.value());
    return new CachedEntry("", now, Duration.ZERO, Optional.of(filling.response()));
  }
}
