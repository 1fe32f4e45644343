package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings, right and wrong. */
class SettingsIT {
  private static final String ANY = "redis://127.0.0.1:1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VEDETTE_REDIS_SENTINELS | redis://u:secret@h:1      | vedette.redis.sentinels: has an address
          VEDETTE_CORS_ORIGINS    | https://app.example/      | vedette.cors.origins: 'https://app.example/' is not an origin
          """)
  void server_withAWrongSetting_endsWithOneClearLine(String name, String value, String message) {
    Map<String, String> settings = new HashMap<>(Map.of("VEDETTE_REDIS_SENTINELS", ANY));
    settings.put(name, value);
    try (VedetteServer server = VedetteServer.start(settings)) {
      Await.until("the server has ended", Duration.ofSeconds(90), () -> !server.isRunning());

      assertTrue(server.log().contains(message), server.log());
      assertFalse(server.log().contains("secret"), server.log());
      assertFalse(server.log().contains("\tat io.vedette"), server.log());
    }
  }

  @Test
  void server_withPoliciesAndAMistypedKey_obeysAndWarns() {
    try (VedetteServer server = Target.start(settings())) {
      Client client = new Client(server.base());
      String small = "/api/v1/caches/small/entries/k";

      assertTrue(
          server.log().contains("'VEDETTE_REDIS_DEADLIN': did you mean 'VEDETTE_REDIS_DEADLINE'?"),
          server.log());
      assertTrue(client.get("/api/v1/caches/small").json().getBoolean("fixed"));
      assertEquals(413, client.put(small, "12345678901", "If-None-Match", "*").status());
      Answer unconditional = client.put(small, "x");
      assertEquals(428, unconditional.status());
      assertEquals("precondition-required", unconditional.problem());
      assertEquals(201, client.put(small, "x", "If-None-Match", "*").status());
      assertTrue(client.get(small).header("Cache-Control").matches("public, max-age=\\d+"));
      String tag = client.get(small).header("ETag");
      String ttl = "/api/v1/caches/small/ttl/k";
      assertEquals(204, client.delete(ttl, "If-Match", tag).status());
      assertTrue(client.get(ttl).json().isNull("ttl"));
      assertEquals("vedette; hit", client.get(small).header("Cache-Status"));
      assertTellsNoPassword(client, server);
    }
  }

  private static void assertTellsNoPassword(Client client, VedetteServer server) {
    String shown =
        client.get("/metrics").text() + client.get("/api/v1/status").text() + server.log();
    for (String file : new String[] {"PASSWORD_FILE", "SENTINEL_PASSWORD_FILE"}) {
      String password =
          content(Target.redis().settings().getOrDefault("VEDETTE_REDIS_" + file, ""));
      assertFalse(password.isBlank());
      assertFalse(shown.contains(password));
    }
  }

  private static String content(String file) {
    try {
      return java.nio.file.Files.readString(java.nio.file.Path.of(file)).strip();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("VEDETTE_REDIS_DEADLIN", "5");
    settings.put("VEDETTE_CACHES", "small");
    settings.put("VEDETTE_CACHES_SMALL_MAX_BYTES", "10");
    settings.put("VEDETTE_CACHES_SMALL_CONDITIONAL", "true");
    settings.put("VEDETTE_CACHES_SMALL_PUBLIC", "true");
    settings.put("VEDETTE_CACHES_SMALL_IMMORTAL", "true");
    return settings;
  }
}
