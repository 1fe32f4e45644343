package it.vedette;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One server with origins, on a set of its own. */
final class OriginTarget implements AutoCloseable {
  final OriginServer origin = OriginServer.start();
  final RedisSet redis = RedisSet.start(Duration.ofSeconds(2));
  final VedetteServer server;
  final Client client;

  private OriginTarget(Map<String, String> more) {
    Map<String, String> settings = settings(origin, redis);
    settings.putAll(more);
    server = VedetteServer.start(settings);
    server.awaitReady();
    client = new Client(server.base());
  }

  /** Starts one; {@code more} are environment variables. */
  static OriginTarget start(Map<String, String> more) {
    return new OriginTarget(more);
  }

  static Map<String, String> settings(OriginServer origin, RedisSet redis) {
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.put("VEDETTE_ORIGINS", "main");
    settings.put("VEDETTE_ORIGINS_MAIN_URL", origin.url());
    settings.put("VEDETTE_ORIGINS_MAIN_TIMEOUT", "3");
    settings.put("VEDETTE_ORIGINS_MAIN_FORWARD", "Accept-Language,Authorization");
    return settings;
  }

  /** A new cache with this policy, whose members stand in single quotes. */
  Entries cache(String policy) {
    Entries entries = Entries.fresh();
    setPolicy(client, entries, policy);
    return entries;
  }

  static void setPolicy(Client client, Entries entries, String policy) {
    Answer set =
        client.send(
            "PUT",
            entries.policy(),
            policy.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");
    if (set.status() != 201) {
      throw new IllegalStateException(set.text());
    }
  }

  @Override
  public void close() {
    String log = server.log();
    server.close();
    redis.close();
    origin.close();
    int fault = log.indexOf("Fault in request");
    if (fault >= 0) {
      throw new IllegalStateException(log.substring(fault, Math.min(log.length(), fault + 3000)));
    }
  }
}
