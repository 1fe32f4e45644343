package io.vedette.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.SettingError;
import io.vedette.config.TestSettings;
import io.vedette.credential.Grants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessConfigTest {
  private static final String FILE = "vedette.access.credentials-file";
  private static final String JWT = "mp.jwt.verify.";

  private static AccessConfig of(String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return AccessConfig.from(TestSettings.with(values));
  }

  private static String file(Path folder, String content) throws IOException {
    return Files.writeString(folder.resolve("credentials"), content).toString();
  }

  private static void assertRefused(String message, String... settings) {
    String said = assertThrows(SettingError.class, () -> of(settings)).getMessage();
    assertTrue(String.valueOf(said).startsWith(message), said);
  }

  @Test
  void defaults_areClosed_andDoNotStart() {
    assertRefused(FILE + ": is missing, so nobody could call");
  }

  @Test
  void open_isSaid() {
    assertTrue(of("vedette.access.open", "true").open());
  }

  @Test
  void openWithCredentials_isAContradiction(@TempDir Path folder) throws IOException {
    assertRefused(
        "vedette.access.open: is true", "vedette.access.open", "true", FILE, file(folder, ""));
  }

  @Test
  void credentials_areRead(@TempDir Path folder) throws IOException {
    AccessConfig config = of(FILE, file(folder, "# nobody yet\n"));
    assertFalse(config.open());
    assertFalse(config.jwt());
    assertTrue(config.credentials().isPresent());
  }

  @Test
  void brokenCredentials_nameTheLine(@TempDir Path folder) throws IOException {
    assertRefused(FILE + ": line 2: give: id", FILE, file(folder, "\nshop\n"));
  }

  @Test
  void missingFile_isNamed() {
    assertRefused(FILE + ": the file '/nowhere' cannot be read", FILE, "/nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "issuer,    https://i, publickey.location, https://k, audiences",
    "issuer,    https://i, audiences,          vedette,   publickey.location",
    "audiences, vedette,   publickey.location, https://k, issuer",
  })
  void jwt_takesAllThree(String one, String first, String two, String second, String missing) {
    assertRefused(JWT + missing + ": is missing", JWT + one, first, JWT + two, second);
  }

  @Test
  void jwt_thatTheServerDoesNotCheck_isRefused() {
    assertRefused(
        "jwt: is not 'on'",
        JWT + "issuer",
        "https://i",
        JWT + "audiences",
        "vedette",
        JWT + "publickey.location",
        "https://k");
  }

  @Test
  void groups_areMapped() {
    AccessConfig config =
        of(
            JWT + "issuer",
            "https://i",
            JWT + "audiences",
            "vedette",
            JWT + "publickey.location",
            "https://k",
            "jwt",
            "on",
            "vedette.access.groups",
            "ops = admin cache:read , readers=cache:read:news-*");
    assertTrue(config.jwt());
    assertEquals(
        Map.of(
            "ops", Grants.parse(List.of("admin", "cache:read")),
            "readers", Grants.parse(List.of("cache:read:news-*"))),
        config.groups());
  }

  @ParameterizedTest
  @CsvSource({"ops", "ops=", "ops=root", "'ops=admin,x'"})
  void wrongGroups_areNamed(String groups) {
    assertRefused(
        "vedette.access.groups: give group=scope",
        "vedette.access.open",
        "true",
        "vedette.access.groups",
        groups);
  }
}
