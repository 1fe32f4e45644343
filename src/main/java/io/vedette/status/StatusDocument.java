package io.vedette.status;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.redis.ConnectionState;
import io.vedette.redis.RedisHealth;
import io.vedette.redis.ReplicationInfo.Replica;
import io.vedette.redis.SentinelReport;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Objects;

/** The state of the service as a document. */
final class StatusDocument {
  private StatusDocument() {}

  static JsonObject of(String version, RedisHealth redis, SentinelReport sentinels) {
    return JSON.createObjectBuilder()
        .add("version", version)
        .add("degraded", isDegraded(redis, sentinels))
        .add("redis", redis(redis, sentinels))
        .build();
  }

  /** Whether the next loss of a node would be felt, or one is felt already. */
  private static boolean isDegraded(RedisHealth redis, SentinelReport sentinels) {
    boolean replicated = redis.replicas().stream().anyMatch(Replica::online);
    boolean healthy = replicated && sentinels.hasQuorum() && sentinels.agreeing();
    return redis.connection().isAway() || !healthy;
  }

  private static JsonObjectBuilder redis(RedisHealth redis, SentinelReport sentinels) {
    ConnectionState connection = redis.connection();
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("mode", "sentinel")
            .add("connected", !connection.isAway())
            .add("master", Objects.requireNonNullElse(connection.master(), ""))
            .add("masterChanges", connection.masterChanges())
            .add("awaySeconds", redis.away().toMillis() / 1000.0);
    connection.failover().ifPresent(failover -> document.add("lastFailover", of(failover)));
    return document
        .add("replicas", replicas(redis.replicas()))
        .add(
            "sentinels",
            JSON.createObjectBuilder()
                .add("known", sentinels.known())
                .add("answering", sentinels.answering())
                .add("quorum", sentinels.quorum())
                .add("agreeing", sentinels.agreeing()));
  }

  private static JsonObjectBuilder of(ConnectionState.Failover failover) {
    return JSON.createObjectBuilder()
        .add("at", failover.at().toString())
        .add("seconds", failover.length().toMillis() / 1000.0);
  }

  private static JsonArrayBuilder replicas(List<Replica> replicas) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (Replica replica : replicas) {
      array.add(
          JSON.createObjectBuilder()
              .add("online", replica.online())
              .add("lag", replica.lagSeconds()));
    }
    return array;
  }
}
