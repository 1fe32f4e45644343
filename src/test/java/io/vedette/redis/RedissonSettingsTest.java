package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vedette.config.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;

class RedissonSettingsTest {
  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBgDCCASWgAwIBAgIUEWnHv5vWY12Xf+qn9pkISKAUcbEwCgYIKoZIzj0EAwIw
      FDESMBAGA1UEAwwJYXV0aG9yaXR5MCAXDTI2MTEyMzIxMzMzOFoYDzIxMjYxMDMw
      MjEzMzM4WjAUMRIwEAYDVQQDDAlhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjO
      PQMBBwNCAAS49ZL2jZNuzBZIbuDFkTDbuwewxAS6+d+0GV6RxbGuQzTuQK4HCaDB
      AJR9CeOfSWvejAGIDnA3daBNNyjtf+z7o1MwUTAdBgNVHQ4EFgQUWIs8Hxhi7fmp
      OVaVIn4VmbTnGgswHwYDVR0jBBgwFoAUWIs8Hxhi7fmpOVaVIn4VmbTnGgswDwYD
      VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAi6l2xhWjies7buucfxP7
      n/76AonfcycHEEOVvcfIossCIQDXGV3n2LG3+C/K/Cs1KDvhIMXSg6CYKRW4WmNh
      MB08fg==
      -----END CERTIFICATE-----
      """;

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

  @Test
  void of_certificatesAsTrustStore_trustsTheirIssuer(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("ca.crt"), AUTHORITY);

    TrustManagerFactory trust = of(trusting(file)).getSslTrustManagerFactory();

    X509TrustManager manager =
        assertInstanceOf(X509TrustManager.class, trust.getTrustManagers()[0]);
    assertEquals(
        "CN=authority", manager.getAcceptedIssuers()[0].getSubjectX500Principal().getName());
  }

  @Test
  void of_keyStoreAsTrustStore_leavesItToRedisson(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("trust.p12"), new byte[] {0x30, 0x03});

    assertEquals(file.toUri().toURL(), of(trusting(file)).getSslTruststore());
  }

  private static Map<String, String> trusting(Path file) {
    return Map.of(
        "vedette.redis.sentinels", "rediss://one:1", "vedette.redis.trust-store", file.toString());
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
