package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vedette.config.TestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;

class RedissonSettingsTest {
  private static Config of(Map<String, String> values) {
    return RedissonSettings.of(RedisConfig.from(TestSettings.with(values)));
  }

  @Test
  void of_everyKeyGiven_reachesRedisson() {
    Config config =
        of(
            Map.of(
                "vedette.redis.sentinels", "rediss://one:1,rediss://two:2",
                "vedette.redis.master-name", "MyMaster",
                "vedette.redis.username", "user",
                "vedette.redis.password", "pass",
                "vedette.redis.sentinel-username", "guard",
                "vedette.redis.sentinel-password", "word",
                "vedette.redis.database", "3",
                "vedette.redis.connections", "5",
                "vedette.redis.attempt-timeout", "PT0.7S",
                "vedette.redis.connect-timeout", "PT0.9S"));
    SentinelServersConfig servers = config.useSentinelServers();

    assertAll(
        () ->
            assertEquals(
                List.of("rediss://one:1", "rediss://two:2"), servers.getSentinelAddresses()),
        () -> assertEquals("MyMaster", servers.getMasterName()),
        () -> assertEquals("user", config.getUsername()),
        () -> assertEquals("pass", config.getPassword()),
        () -> assertEquals("guard", servers.getSentinelUsername()),
        () -> assertEquals("word", servers.getSentinelPassword()),
        () -> assertEquals(3, servers.getDatabase()),
        () -> assertEquals(5, servers.getMasterConnectionPoolSize()),
        () -> assertEquals(5, servers.getMasterConnectionMinimumIdleSize()),
        () -> assertEquals(700, servers.getTimeout()),
        () -> assertEquals(900, servers.getConnectTimeout()));
  }

  /** What the guarantees of the room stand on. */
  @Test
  void of_anySettings_readsTheMasterOnceWithoutRedissonsOwnAttempts() {
    Config config = of(Map.of("vedette.redis.sentinels", "redis://one:1"));
    SentinelServersConfig servers = config.useSentinelServers();

    assertAll(
        () -> assertInstanceOf(ByteArrayCodec.class, config.getCodec()),
        () -> assertEquals(ReadMode.MASTER, servers.getReadMode()),
        () -> assertEquals(SubscriptionMode.MASTER, servers.getSubscriptionMode()),
        () -> assertEquals(0, servers.getRetryAttempts()));
  }
}
