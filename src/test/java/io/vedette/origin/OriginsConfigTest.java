package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsConfigTest {
  private static final String URL = "http://host/{key}";
  private static final String MAIN = "vedette.origins.main.";

  private static Map<String, String> main(Map<String, String> more) {
    Map<String, String> values =
        new HashMap<>(Map.of("vedette.origins", "main", MAIN + "url", URL));
    more.forEach((name, value) -> values.put(MAIN + name, value));
    return values;
  }

  private static OriginConfig from(Map<String, String> more) {
    return OriginsConfig.from(TestSettings.with(main(more))).named().values().iterator().next();
  }

  private static String refusal(Map<String, String> values) {
    SettingError error =
        assertThrows(SettingError.class, () -> OriginsConfig.from(TestSettings.with(values)));
    return String.valueOf(error.getMessage());
  }

  @Test
  void from_nothingGiven_isNoOrigin() {
    assertEquals(Map.of(), OriginsConfig.from(TestSettings.with(Map.of())).named());
  }

  @Test
  void from_theUrlAlone_hasTheDefaults() {
    assertEquals(
        new OriginConfig(
            "main",
            new UrlTemplate(URL),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            64,
            Set.of(),
            List.of(),
            Set.of(),
            false,
            Map.of(),
            Optional.empty()),
        from(Map.of()));
  }

  @Test
  void from_everyKeyGiven_isMappedToItsPlace(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("f"), "Authorization: Bearer x\n\nX-A: b: c\n");
    Path trust = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
    OriginConfig config =
        from(
            Map.of(
                "timeout", "PT2S",
                "connect-timeout", "PT0.5S",
                "concurrency", "3",
                "media-types", "text/plain, Application/JSON",
                "forward", "Accept-Language, X-Tenant",
                "pass-on", "Set-Cookie, clear-site-data",
                "redirects", "true",
                "fields-file", secret.toString(),
                "trust-store", trust.toString()));

    assertEquals(Duration.ofSeconds(2), config.timeout());
    assertEquals(Duration.ofMillis(500), config.connectTimeout());
    assertEquals(3, config.concurrency());
    assertEquals(Set.of("text/plain", "application/json"), config.mediaTypes());
    assertEquals(List.of("accept-language", "x-tenant"), config.forward());
    assertEquals(Set.of("set-cookie", "clear-site-data"), config.passOn());
    assertTrue(config.redirects());
    assertEquals(Map.of("authorization", "Bearer x", "x-a", "b: c"), config.fields());
    assertEquals(Optional.of(trust), config.trust());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url|http://host/|'http://host/' is not like https://host/path/{key}",
        "forward|Host|'host' is not a field that can be forwarded",
        "forward|a b|'a b' is not a field that can be forwarded",
        "forward|If-None-Match|'if-none-match' is not a field that can be forwarded",
        "pass-on|Strict-Transport-Security|'strict-transport-security' is not a field that is withheld",
        "concurrency|0|'0' is not a whole number from 1 to 1000",
        "redirects|yes|'yes' is neither true nor false",
        "trust-store|/nowhere.pem|'/nowhere.pem' is not a file of certificates (PEM)"
      })
  void from_aBadValue_isRefusedByName(String name, String value, String detail) {
    assertEquals(MAIN + name + ": " + detail, refusal(main(Map.of(name, value))));
  }

  @ParameterizedTest
  @CsvSource({"secret-without-a-colon", "Host: secret", "'a b: secret'", "': secret'"})
  void from_fieldsThatCannotBeSent_areRefusedAndNotShown(String line) {
    String refusal = refusal(main(Map.of("fields", line)));

    assertTrue(refusal.startsWith(MAIN + "fields: has a line that is not"), refusal);
    assertFalse(refusal.contains("secret"), refusal);
  }

  @Test
  void from_aBadName_isRefused() {
    assertEquals(
        "vedette.origins: 'Main' is not a name for an origin",
        refusal(Map.of("vedette.origins", "Main")));
  }

  @Test
  void from_noUrl_isRefused() {
    assertTrue(refusal(Map.of("vedette.origins", "main")).startsWith(MAIN + "url: "));
  }
}
