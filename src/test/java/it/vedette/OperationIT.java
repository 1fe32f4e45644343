package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and Prometheus see. */
class OperationIT {
  private final Client client = Target.client();
  private final Client operator = Target.operator();

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/started", "/health/live", "/health/ready"})
  void health_whileAllIsWell_isUp(String path) {
    Answer health = operator.get(path);

    assertEquals(200, health.status());
    assertEquals("UP", health.json().getString("status"));
  }

  @Test
  void status_tellsOfMasterReplicasAndSentinels() {
    JsonObject redis = client.get("/api/v1/status").json().getJsonObject("redis");

    assertEquals("sentinel", redis.getString("mode"));
    assertTrue(redis.getBoolean("connected"));
    assertFalse(redis.getString("master").isEmpty());
    assertEquals(2, redis.getJsonArray("replicas").size());
    assertEquals(3, redis.getJsonObject("sentinels").getInt("answering"));
    assertEquals(2, redis.getJsonObject("sentinels").getInt("quorum"));
  }

  @Test
  void metrics_countByRoute_neverByKey() {
    Entries entries = Entries.fresh();
    client.put(entries.entry("very-secret-key"), "x");
    client.get(entries.entry("very-secret-key"));

    String page = operator.get("/metrics").text();

    assertTrue(
        page.contains(
            "requests_total{method=\"PUT\",mp_scope=\"application\","
                + "route=\"/caches/{cache}/entries/{key}\",status=\"201\",}"),
        page);
    for (String name :
        new String[] {
          "request_duration_seconds_bucket",
          "request_duration_seconds_count",
          "cache_hits_total",
          "cache_stores_total",
          "cache_read_bytes_total",
          "cache_written_bytes_total",
          "redis_call_duration_seconds_bucket",
          "redis_connected",
          "redis_master_changes_total",
          "redis_away_seconds_total",
          "redis_calls_in_flight",
          "requests_in_flight",
          "request_bytes_in_flight",
          "requests_refused_total"
        }) {
      assertTrue(page.contains("\n" + name), name + " is missing");
    }
    assertFalse(page.contains("very-secret-key"));
    assertFalse(page.contains(entries.cache()));
    assertFalse(page.contains("REST_request"), "the server measures requests as well");
  }

  @Test
  void cache_withoutAPolicyOfItsOwn_hasTheCommonOne() {
    JsonObject policy = client.get("/api/v1/caches/anything").json();

    assertEquals("anything", policy.getString("name"));
    assertFalse(policy.getBoolean("fixed"));
    assertEquals(300, policy.getInt("ttl"));
    assertEquals(8 * 1024 * 1024, policy.getInt("maxBytes"));
  }
}
