package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsConfigTest {
  private static Set<String> origins(String text) {
    return CorsConfig.from(TestSettings.with(Map.of("vedette.cors.origins", text))).origins();
  }

  @Test
  void from_nothing_allowsNobody() {
    assertEquals(Set.of(), CorsConfig.from(TestSettings.with(Map.of())).origins());
  }

  @Test
  void from_aList_takesEachOnce() {
    assertEquals(
        Set.of("https://a.example", "http://localhost:8080"),
        origins(" https://a.example , http://localhost:8080,,https://a.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "http://localhost",
        "http://127.0.0.1:3000",
        "http://[::1]:3000",
        "https://xn--bcher-kva.example:8443",
        "https://a.example:80",
        "http://a.example:443",
        "http://a.example:65535",
        "capacitor://localhost",
        "chrome-extension://abcdefghijklmnop"
      })
  void from_whatBrowsersWrite_takesIt(String origin) {
    assertEquals(Set.of(origin), origins(origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "app.example.com",
        "https://",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com/path",
        "https://app.example.com?x",
        "https://app.example.com#x",
        "https://user@app.example.com",
        "https://App.example.com",
        "HTTPS://app.example.com",
        "https://bücher.example",
        "https://a.example:443",
        "http://a.example:80",
        "https://a.example:",
        "https://a.example:0",
        "https://a.example:08443",
        "https://a.example:65536",
        "https://a.example:100000",
        "https://a.example b.example",
        "http://[::1",
        "http://[::G]",
        "https://a.example, https://b.example/"
      })
  void from_anythingElse_isRefusedByName(String text) {
    SettingError refused = assertThrows(SettingError.class, () -> origins(text));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("vedette.cors.origins: '"), message);
  }
}
