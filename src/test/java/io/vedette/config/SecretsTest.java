package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String HIDDEN = "hunter2";

  private final Path folder;

  SecretsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content, StandardCharsets.UTF_8);
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(name -> Optional.ofNullable(values.get(name)));
  }

  private static Settings inFile(Path file) {
    return settings(Map.of("a.password-file", file.toString()));
  }

  private static String refusal(Settings settings) {
    String message =
        String.valueOf(
            assertThrows(SettingError.class, () -> settings.secret("a.password")).getMessage());
    assertFalse(message.contains(HIDDEN), message);
    return message;
  }

  @Test
  void secret_inTheSetting_isRead() {
    assertEquals(
        Optional.of(new Secret(HIDDEN)),
        settings(Map.of("a.password", HIDDEN)).secret("a.password"));
  }

  @Test
  void secret_inAFile_isReadWithoutItsLineEnd() throws IOException {
    assertEquals(
        Optional.of(new Secret(HIDDEN)), inFile(file(HIDDEN + "\r\n")).secret("a.password"));
  }

  @Test
  void textOrFile_inAFile_isRead() throws IOException {
    assertEquals(Optional.of("someone"), inFile(file("someone\n")).textOrFile("a.password"));
  }

  @Test
  void secret_givenTwice_isRefusedWithoutShowingIt() throws IOException {
    Settings twice =
        settings(Map.of("a.password", HIDDEN, "a.password-file", file(HIDDEN).toString()));
    assertEquals("a.password: is given twice, also as a file; give one of them", refusal(twice));
  }

  @Test
  void secret_fileIsMissing_isRefusedUnderTheNameOfTheFileKey() {
    Path missing = folder.resolve("missing");
    assertEquals(
        "a.password-file: the file '%s' cannot be read".formatted(missing),
        refusal(inFile(missing)));
  }

  @Test
  void secret_fileIsAFolder_isRefused() {
    assertEquals(
        "a.password-file: the file '%s' cannot be read".formatted(folder), refusal(inFile(folder)));
  }

  @Test
  void secret_fileIsBlank_isRefused() throws IOException {
    Path blank = file(" \n");
    assertEquals(
        "a.password-file: the file '%s' is empty".formatted(blank), refusal(inFile(blank)));
  }

  @Test
  void secret_fileIsNotText_isRefused() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    assertEquals(
        "a.password-file: the file '%s' cannot be read".formatted(binary), refusal(inFile(binary)));
  }

  @Test
  void toString_ofASecretAndOfWhatHoldsIt_neverShowsIt() {
    Secret secret = new Secret(HIDDEN);
    assertAll(
        () -> assertEquals("***", secret.toString()),
        () -> assertEquals("Optional[***]", Optional.of(secret).toString()));
  }
}
