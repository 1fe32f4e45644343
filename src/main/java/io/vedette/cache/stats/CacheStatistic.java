package io.vedette.cache.stats;

import java.util.Optional;
import java.util.stream.Stream;

/** What is counted of each cache. */
public enum Statistic {
  /** Reads that found an entry, by a copy in memory or in Redis, fresh or stale. */
  HITS("hits"),
  /** Those of them that a copy in memory answered. */
  NEAR_HITS("nearHits"),
  /** Reads that found none, or none good enough. */
  MISSES("misses"),
  /** Reads that were answered with a stale entry. */
  STALE("stale"),
  /** Reads that got what another had asked the origin for. */
  COALESCED("coalesced"),
  /** Requests to the origin. */
  LOADS("loads"),
  /** Those of them without an answer. */
  LOAD_FAILURES("loadFailures"),
  /** The time that those with an answer took together. */
  LOAD_MILLIS("loadMillis");

  /** The name in Redis. */
  public final String member;

  Statistic(String member) {
    this.member = member;
  }

  /** Empty for one that another version has counted. */
  static Optional<Statistic> named(String member) {
    return Stream.of(values()).filter(it -> it.member.equals(member)).findFirst();
  }
}
