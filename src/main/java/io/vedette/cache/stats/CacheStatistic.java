package io.vedette.cache.stats;

import io.vedette.stats.Statistic;

/** What is counted of each cache. */
public enum CacheStatistic implements Statistic {
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

  private final String member;

  CacheStatistic(String member) {
    this.member = member;
  }

  @Override
  public String member() {
    return member;
  }
}
