package io.vedette.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.config.Settings;
import it.vedette.local.Programs;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of receivers, with signatures of others and with ours. */
@Timeout(60)
class ReceiversTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/it/vedette/receivers");
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String PRIVATE =
      "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
  private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";

  private final Pushes pushes = new Pushes();
  private final Path secret;
  private final Path folder;

  ReceiversTest(@TempDir Path folder) {
    this.folder = folder;
    this.secret = folder.resolve("secret");
  }

  @AfterEach
  void stop() {
    pushes.close();
  }

  private static @Nullable String text(JsonObject row, String name) {
    JsonValue value = row.get(name);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  private static boolean verified(Method verify, JsonObject row) {
    String time = text(row, "timestamp");
    long now = time == null || !time.matches("[0-9]+") ? 0 : Long.parseLong(time);
    try {
      return (boolean)
          verify.invoke(
              null,
              text(row, "secret"),
              text(row, "id"),
              time,
              text(row, "signature"),
              row.getString("body").getBytes(UTF_8),
              row.containsKey("now") ? row.getJsonNumber("now").longValueExact() : now);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** But for those with the public key, which it has not. */
  @Test
  void java_judgesSignatures_asOthersDo() throws Exception {
    List<JsonObject> rows =
        Vectors.webhooks("verify").stream()
            .filter(row -> row.getString("secret").startsWith("whsec_"))
            .toList();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), EXAMPLES.resolve("Receiver.java") + "");
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Method verify =
          classes
              .loadClass("Receiver")
              .getDeclaredMethod(
                  "verify",
                  String.class,
                  String.class,
                  String.class,
                  String.class,
                  byte[].class,
                  long.class);
      verify.setAccessible(true);

      assertEquals(0, code);
      assertEquals(23, rows.size());
      assertEquals(
          List.of(), Vectors.wrong(rows, row -> verified(verify, row) == row.getBoolean("valid")));
    }
  }

  /** One as a process, and pushes to it. */
  private final class Receiver implements AutoCloseable {
    private final Process process;
    private final PushTarget target;

    Receiver(String... command) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("VEDETTE_SECRET_FILE", secret.toString());
      process = builder.start();
      BufferedReader said = process.inputReader();
      String port = String.valueOf(said.readLine()).replace("port ", "");
      target = new PushTarget(new TargetUrl("http://127.0.0.1:" + port), true, Optional.empty(), 1);
    }

    /** What it answers to a task. */
    String push(String by, String id, Duration ago, String task) {
      Map<String, String> values = Map.of("a.secret", by);
      Settings settings = new Settings(name -> Optional.ofNullable(values.get(name)));
      byte[] body = task.getBytes(UTF_8);
      Map<String, String> fields =
          new HashMap<>(
              WebhookSignatures.from(settings, "a.secret")
                  .orElseThrow()
                  .fields(id, Instant.now().minus(ago), body));
      PushRequest request =
          new PushRequest("POST", "", fields, body, Pushes.LONG, Pushes.MOST_BYTES);
      PushAnswer answer = pushes.client.send(target, request).toCompletableFuture().join();
      return answer.status() + (answer.status() == 200 ? " " + Pushes.body(answer) : "");
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Receiver receiver(String file) throws IOException {
    assumeTrue(file.endsWith(".java") || Programs.isInstalled("node"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String example = EXAMPLES.resolve(file).toString();
    return file.endsWith(".java")
        ? new Receiver(java, "-XX:TieredStopAtLevel=1", example, "0")
        : new Receiver("node", example, "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Receiver.java", "receiver.mjs"})
  void receiver_doesATaskOnce_andOnlyOurs(String file) throws IOException {
    Files.writeString(secret, OLD + "\n");
    try (Receiver receiver = receiver(file)) {
      assertEquals("200 \"4 bytes\"", receiver.push(OLD, "a", Duration.ZERO, "task"));
      assertEquals("200 \"4 bytes\"", receiver.push(OLD, "a", Duration.ZERO, "again"));
      assertEquals("200 \"5 bytes\"", receiver.push(OLD, "b", Duration.ZERO, "other"));
      assertEquals("401", receiver.push(OLD, "c", Duration.ofSeconds(310), "late"));
      assertEquals("401", receiver.push(OLD, "c", Duration.ofSeconds(-310), "early"));
      assertEquals("401", receiver.push(NEW, "c", Duration.ZERO, "unknown"));
      assertEquals("200 \"4 bytes\"", receiver.push(OLD + "\n" + NEW, "d", Duration.ZERO, "both"));
      Files.writeString(secret, NEW);
      assertEquals("200 \"4 bytes\"", receiver.push(OLD + "\n" + NEW, "e", Duration.ZERO, "both"));
      assertEquals("401", receiver.push(OLD, "f", Duration.ZERO, "old"));
    }
  }

  @Test
  void receiverInNode_takesAPublicKey() throws IOException {
    Files.writeString(secret, PUBLIC);
    try (Receiver receiver = receiver("receiver.mjs")) {
      assertEquals("200 \"4 bytes\"", receiver.push(PRIVATE, "a", Duration.ZERO, "task"));
      assertEquals("401", receiver.push(OLD, "b", Duration.ZERO, "task"));
    }
  }
}
