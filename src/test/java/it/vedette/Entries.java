package it.vedette;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Paths of a cache that no other test uses. */
record Entries(String cache) {
  static Entries fresh() {
    return new Entries("test-" + UUID.randomUUID());
  }

  /** A new cache with this policy, whose members stand in single quotes. */
  static Entries fresh(Client client, String policy) {
    Entries entries = fresh();
    entries.setPolicy(client, policy);
    return entries;
  }

  /** Gives the cache its first policy, whose members stand in single quotes. */
  void setPolicy(Client client, String policy) {
    byte[] json = policy.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Answer set = client.send("PUT", policy(), json, "Content-Type", "application/json");
    if (set.status() != 201) {
      throw new IllegalStateException(set.text());
    }
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
