package it.vedette;

import java.util.UUID;

/** Paths of a cache that no other test uses. */
record Entries(String cache) {
  static Entries fresh() {
    return new Entries("test-" + UUID.randomUUID());
  }

  String policy() {
    return "/api/v1/caches/" + cache;
  }

  String list() {
    return "/api/v1/caches/" + cache + "/entries";
  }

  String entry(String key) {
    return list() + "/" + key;
  }

  String lease(String key) {
    return "/api/v1/caches/" + cache + "/fill-leases/" + key;
  }

  String counter(String key) {
    return "/api/v1/caches/" + cache + "/counters/" + key;
  }

  String batch() {
    return "/api/v1/caches/" + cache + "/batch";
  }

  String invalidations() {
    return "/api/v1/caches/" + cache + "/invalidations";
  }

  String loads() {
    return "/api/v1/caches/" + cache + "/loads";
  }

  String ttl(String key) {
    return "/api/v1/caches/" + cache + "/ttl/" + key;
  }
}
