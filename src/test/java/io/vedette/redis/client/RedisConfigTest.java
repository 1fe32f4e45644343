package io.vedette.redis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.RotatingSecret;
import io.vedette.config.Secret;
import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import io.vedette.redis.client.RedisConfig.Login;
import it.vedette.local.Authority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConfigTest {
  private static final String SENTINELS = "vedette.redis.sentinels";
  private static final Login NOBODY = new Login(Optional.empty(), Optional.empty());
  private static final RedisTls NO_FILES =
      new RedisTls(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  private final Path folder;

  RedisConfigTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static RedisConfig from(Map<String, String> values) {
    return RedisConfig.from(TestSettings.with(values));
  }

  private static String refusal(Map<String, String> values) {
    return String.valueOf(assertThrows(SettingError.class, () -> from(values)).getMessage());
  }

  private static Optional<RotatingSecret> fixed(String secret) {
    return Optional.of(new RotatingSecret(new Secret(secret), Optional.empty()));
  }

  @Test
  void from_onlyWhatIsRequired_hasTheDefaults() {
    assertEquals(
        new RedisConfig(
            List.of(URI.create("redis://10.0.0.1:26379")),
            "vedette",
            NOBODY,
            NOBODY,
            NO_FILES,
            0,
            "vedette",
            8,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(20)),
        from(Map.of(SENTINELS, "redis://10.0.0.1:26379")));
  }

  @Test
  void from_everyKeyGiven_isMappedToItsPlace() {
    assertEquals(
        new RedisConfig(
            List.of(URI.create("rediss://one:1"), URI.create("rediss://[::1]:2")),
            "MyMaster",
            new Login(fixed("user"), fixed("pass")),
            new Login(fixed("guard"), fixed("word")),
            NO_FILES,
            3,
            "blue-1",
            9,
            Duration.ofSeconds(5),
            Duration.ofMillis(1500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1)),
        from(
            Map.ofEntries(
                Map.entry(SENTINELS, "rediss://one:1, rediss://[::1]:2"),
                Map.entry("vedette.redis.master-name", "MyMaster"),
                Map.entry("vedette.redis.username", "user"),
                Map.entry("vedette.redis.password", "pass"),
                Map.entry("vedette.redis.sentinel-username", "guard"),
                Map.entry("vedette.redis.sentinel-password", "word"),
                Map.entry("vedette.redis.database", "3"),
                Map.entry("vedette.redis.key-prefix", "blue-1"),
                Map.entry("vedette.redis.connections", "9"),
                Map.entry("vedette.redis.deadline", "5"),
                Map.entry("vedette.redis.attempt-timeout", "PT1.5S"),
                Map.entry("vedette.redis.connect-timeout", "4"),
                Map.entry("vedette.redis.heartbeat", "1"),
                Map.entry("vedette.redis.unready-after", "PT1M"))));
  }

  @Test
  void from_loginsInFiles_areRead() throws IOException {
    Path user = Files.writeString(folder.resolve("user"), "someone\n");
    Path password = Files.writeString(folder.resolve("password"), "pass\n");
    RedisConfig config =
        from(
            Map.of(
                SENTINELS,
                "redis://10.0.0.1:26379",
                "vedette.redis.username-file",
                user.toString(),
                "vedette.redis.password-file",
                password.toString(),
                "vedette.redis.sentinel-username-file",
                user.toString(),
                "vedette.redis.sentinel-password-file",
                password.toString()));

    Login someone =
        new Login(
            Optional.of(new RotatingSecret(new Secret("someone"), Optional.of(user))),
            Optional.of(new RotatingSecret(new Secret("pass"), Optional.of(password))));
    assertEquals(List.of(someone, someone), List.of(config.redis(), config.sentinel()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sentinels       |                         | is missing; give redis://host:port for each sentinel
          sentinels       | ,                       | is missing; give redis://host:port for each sentinel
          sentinels       | redis://a               | has an address that is not redis://host:port or rediss://host:port
          sentinels       | redis://a:0             | has an address that is not redis://host:port or rediss://host:port
          sentinels       | redis://a:port          | has an address that is not redis://host:port or rediss://host:port
          sentinels       | redis://a:1/0           | has an address that is not redis://host:port or rediss://host:port
          sentinels       | http://a:1              | has an address that is not redis://host:port or rediss://host:port
          sentinels       | redis://a:1,redis://b c | has an address that is not redis://host:port or rediss://host:port
          sentinels       | redis://a:1,rediss://b:2| mixes redis:// and rediss://; give one of them for all
          master-name     |                         | is missing; it has no default
          trust-store     | /no/such/file           | the file '/no/such/file' cannot be read
          key-store       | /no/such/file           | the file '/no/such/file' cannot be read
          database        | 16                      | '16' is not a whole number from 0 to 15
          database        | -1                      | '-1' is not a whole number from 0 to 15
          key-prefix      | a:b                     | 'a:b' is not 1 to 32 letters, digits, dots, dashes or underscores
          key-prefix      | {a}                     | '{a}' is not 1 to 32 letters, digits, dots, dashes or underscores
          connections     | 4                       | '4' is not a whole number from 5 to 9
          connections     | 10                      | '10' is not a whole number from 5 to 9
          deadline        | PT0.099S                | 'PT0.099S' is not a duration from PT0.1S to PT30S; give whole seconds (90) or ISO 8601 (PT1M30S)
          deadline        | 31                      | '31' is not a duration from PT0.1S to PT30S; give whole seconds (90) or ISO 8601 (PT1M30S)
          attempt-timeout | 3                       | '3' is not a duration from PT0.1S to PT2S; give whole seconds (90) or ISO 8601 (PT1M30S)
          connect-timeout | 31                      | '31' is not a duration from PT0.1S to PT30S; give whole seconds (90) or ISO 8601 (PT1M30S)
          heartbeat       | 0                       | '0' is not a duration from PT0.1S to PT30S; give whole seconds (90) or ISO 8601 (PT1M30S)
          unready-after   | 601                     | '601' is not a duration from PT1S to PT10M; give whole seconds (90) or ISO 8601 (PT1M30S)
          """)
  void from_aBadValue_isRefusedByName(String key, String value, String allowed) {
    String name = "vedette.redis." + key;
    var values = new HashMap<>(Map.of(SENTINELS, "redis://10.0.0.1:26379"));
    values.put(name, value == null ? "" : value);

    assertEquals(name + ": " + allowed, refusal(values));
  }

  @Test
  void from_filesForTls_areMappedToTheirPlaces() throws IOException {
    Path store = Authority.in(folder).issue("own", "ip:127.0.0.1").keyStore();
    Path password = Files.writeString(folder.resolve("password"), Authority.PASSWORD + "\n");
    Optional<Secret> secret = Optional.of(new Secret(Authority.PASSWORD));

    assertEquals(
        new RedisTls(Optional.of(store), secret, List.of(store), secret),
        from(Map.of(
                SENTINELS,
                "rediss://one:1",
                "vedette.redis.trust-store",
                store.toString(),
                "vedette.redis.trust-store-password-file",
                password.toString(),
                "vedette.redis.key-store",
                store.toString(),
                "vedette.redis.key-store-password-file",
                password.toString()))
            .tls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"trust-store", "key-store"})
  void from_aFileThatIsNoStore_isRefusedByName(String key) throws IOException {
    Path file = Files.writeString(folder.resolve("store"), "neither a key store nor PEM");
    String name = "vedette.redis." + key;

    String message = refusal(Map.of(SENTINELS, "rediss://one:1", name, file.toString()));

    assertTrue(message.startsWith(name + ": cannot be used: "), message);
  }

  @Test
  void from_aPasswordInAnAddress_isRefusedWithoutShowingIt() {
    String message = refusal(Map.of(SENTINELS, "redis://user:hunter2@10.0.0.1:26379"));

    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void toString_withPasswords_showsNone() {
    String text =
        from(Map.of(
                SENTINELS,
                "redis://10.0.0.1:26379",
                "vedette.redis.password",
                "hunter2",
                "vedette.redis.sentinel-password",
                "hunter2",
                "vedette.redis.trust-store-password",
                "hunter2",
                "vedette.redis.key-store-password",
                "hunter2"))
            .toString();

    assertFalse(text.contains("hunter2"), text);
  }
}
