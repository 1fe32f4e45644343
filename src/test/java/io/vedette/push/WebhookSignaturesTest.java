package io.vedette.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignaturesTest {
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String BY_OLD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final Path file;

  WebhookSignaturesTest(@TempDir Path folder) {
    this.file = folder.resolve("secret");
  }

  private static boolean isSignedAsSaid(JsonObject row) {
    SigningKey key = SigningKey.parse(row.getString("secret"));
    return WebhookSignatures.signed(
            List.of(key),
            row.getString("id"),
            row.getJsonNumber("timestamp").longValueExact(),
            row.getString("body").getBytes(UTF_8))
        .equals(row.getString("signature"));
  }

  @Test
  void signatures_areThoseOfOthers() {
    List<JsonObject> rows = Vectors.webhooks("sign");

    assertEquals(23, rows.size());
    assertEquals(List.of(), Vectors.wrong(rows, WebhookSignaturesTest::isSignedAsSaid));
  }

  private static boolean isRefused(JsonObject row) {
    String secret = row.getString("secret");
    assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(secret));
    return secret.isEmpty() ? signatures(secret).isEmpty() : !refusal(secret).isEmpty();
  }

  @Test
  void secretsThatNobodyTakes_areRefused() {
    List<JsonObject> rows = Vectors.webhooks("secret");

    assertEquals(2, rows.size());
    assertEquals(List.of(), Vectors.wrong(rows, WebhookSignaturesTest::isRefused));
  }

  private static Optional<WebhookSignatures> signatures(String secret) {
    return WebhookSignatures.from(settings(Map.of("a.secret", secret)), "a.secret");
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(name -> Optional.ofNullable(values.get(name)));
  }

  private static String refusal(String secret) {
    SettingError refused = assertThrows(SettingError.class, () -> signatures(secret));
    assertEquals(null, refused.getCause());
    return String.valueOf(refused.getMessage());
  }

  private WebhookSignatures inFile(String content) throws IOException {
    Files.writeString(file, content);
    return WebhookSignatures.from(settings(Map.of("a.secret-file", file.toString())), "a.secret")
        .orElseThrow();
  }

  private static String signature(WebhookSignatures signatures) {
    return String.valueOf(signatures.fields(ID, AT, BODY).get("webhook-signature"));
  }

  @Test
  void fields_tellTheId_theTimeInSeconds_andTheSignature() {
    assertEquals(
        Map.of("webhook-id", ID, "webhook-timestamp", "1614265330", "webhook-signature", BY_OLD),
        signatures(OLD).orElseThrow().fields(ID, AT.plusMillis(999), BODY));
  }

  @Test
  void noSecret_isNoSignature() {
    assertEquals(Optional.empty(), signatures(""));
  }

  @Test
  void whileASecretChanges_bothSign_inTheOrderOfTheFile() throws IOException {
    String both = signature(inFile(OLD + "\r\n\n  " + NEW + "\n"));

    assertEquals(BY_OLD + " " + signature(signatures(NEW).orElseThrow()), both);
  }

  @Test
  void fileThatChanges_countsFromTheNextSignatureOn() throws IOException {
    WebhookSignatures signatures = inFile(NEW);
    String byNew = signature(signatures);

    Files.writeString(file, OLD + "\n" + NEW);
    assertEquals(BY_OLD + " " + byNew, signature(signatures));
    Files.writeString(file, OLD);
    assertEquals(BY_OLD, signature(signatures));
  }

  @Test
  void fileThatIsAwayOrWrong_leavesWhatItSaidBefore() throws IOException {
    WebhookSignatures signatures = inFile(OLD);

    for (String wrong : List.of("", "whsec_", NEW + "x?", NEW + "\n" + NEW + "\n" + NEW)) {
      Files.writeString(file, wrong);
      assertEquals(BY_OLD, signature(signatures), wrong);
    }
    Files.delete(file);
    assertEquals(BY_OLD, signature(signatures));
  }

  private static String whsec(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  @ParameterizedTest
  @CsvSource({"23, 23 bytes", "65, 65 bytes", "24, ''", "64, ''"})
  void secretsOf24To64Bytes_areTaken(int bytes, String refusal) {
    String said = refusal.isEmpty() ? "" : refusal(whsec(bytes));

    assertEquals(refusal.isEmpty(), signatures(refusal.isEmpty() ? whsec(bytes) : "").isPresent());
    assertEquals(
        refusal.isEmpty() ? "" : "a.secret: has a secret of " + refusal + ", not 24 to 64", said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2hunter2hunter2hunter2!hunter2",
        "whsec_hunter2hunter2hunter2hunter2hu nter2",
        "whsk_hunter2hunter2hunter2hunter2hunter2hunter2",
        "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
        // The public key of another seed.
        "whsk_7Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
      })
  void refusal_tellsWhy_withoutTheSecret(String secret) {
    String refusal = refusal(secret);

    assertFalse(refusal.contains("hunter2"), refusal);
    assertFalse(refusal.contains(secret.substring(5, 20)), refusal);
    assertFalse(refusal.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.1.b", "a b", "a\r\nb", "é"})
  void idThatAReceiverCouldTakeForAnother_isRefused(String id) {
    WebhookSignatures signatures = signatures(OLD).orElseThrow();

    assertThrows(IllegalArgumentException.class, () -> signatures.fields(id, AT, BODY));
  }
}
