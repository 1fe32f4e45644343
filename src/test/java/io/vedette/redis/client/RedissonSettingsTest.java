package io.vedette.redis.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vedette.config.TestSettings;
import it.vedette.local.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;

class RedissonSettingsTest {
  private static Config of(Map<String, String> values) {
    return new RedissonSettings(RedisConfig.from(TestSettings.with(values))).make();
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
        () -> assertEquals(RedissonSettings.AT_REDIS, config.getPassword()),
        () -> assertEquals(RedissonSettings.AT_SENTINELS, servers.getSentinelPassword()),
        () -> assertEquals(3, servers.getDatabase()),
        () -> assertEquals(5, servers.getMasterConnectionPoolSize()),
        () -> assertEquals(5, servers.getMasterConnectionMinimumIdleSize()),
        () -> assertEquals(700, servers.getTimeout()),
        () -> assertEquals(900, servers.getConnectTimeout()));
  }

  @Test
  void make_withTrustAndKey_asksTheFilesEachTime(@TempDir Path folder) throws Exception {
    Authority before = Authority.in(Files.createDirectory(folder.resolve("before")));
    Authority after = Authority.in(Files.createDirectory(folder.resolve("after")));
    Path trusted = Files.copy(before.certificate(), folder.resolve("ca.crt"));
    Path own = before.issue("own", "dns:own").keyStore();
    Config config =
        of(
            Map.of(
                "vedette.redis.sentinels",
                "rediss://one:1",
                "vedette.redis.trust-store",
                trusted.toString(),
                "vedette.redis.key-store",
                own.toString(),
                "vedette.redis.key-store-password",
                Authority.PASSWORD));
    String first = issuer(config);

    Files.copy(after.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
    String second = issuer(config);
    Files.delete(trusted);

    assertNotEquals(first, second);
    assertEquals(second, issuer(config), "what was read before holds");
    assertEquals(1, config.getSslKeyManagerFactory().getKeyManagers().length);
  }

  private static String issuer(Config config) throws Exception {
    TrustManager[] managers = config.getSslTrustManagerFactory().getTrustManagers();
    X509TrustManager manager = assertInstanceOf(X509TrustManager.class, managers[0]);
    return Base64.getEncoder().encodeToString(manager.getAcceptedIssuers()[0].getEncoded());
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
