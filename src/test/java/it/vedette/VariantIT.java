package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that vary with the request: each is for those who ask like its first reader. */
class VariantIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TENANT = "Accept-Language";
  private static final Client client = Target.client();

  private static Entries cache() {
    return Entries.fresh(client, "{'origin':'main','jitter':0}");
  }

  /** A path of the origin that nobody else uses, answering each tenant with its name. */
  private static String path() {
    String path = "variant/" + UUID.randomUUID();
    Origins.MAIN.on(
        "/" + path,
        exchange ->
            OriginServer.send(
                exchange,
                200,
                exchange.getRequestHeaders().getFirst(TENANT) + Origins.MAIN.count("/" + path),
                "Vary",
                TENANT,
                "Cache-Control",
                "max-age=600",
                "Cache-Groups",
                "\"g\""));
    return path;
  }

  private static Answer get(Entries entries, String path, String tenant) {
    return client.get(entries.entry(path), TENANT, tenant);
  }

  @Test
  void languagesThatSayTheSame_areAnsweredAlike() {
    Entries entries = cache();
    String path = path();
    String said = "en, de;q=0.5";
    assertEquals(said + 1, get(entries, path, said).text());

    assertEquals(said + 1, get(entries, path, "DE ; q=0.50,eN").text());
    assertEquals("en;q=0.5, de2", get(entries, path, "en;q=0.5, de").text());
    assertEquals("en;q=0.5, de2", get(entries, path, "de,en;Q=0.5").text());
    assertEquals(said + 1, get(entries, path, said).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "keys", "prefix", "all", "groups", "nothing"})
  void variant_whoseMainEntryHadItsTimeShortened_isGoneWithIt(String change) {
    Entries entries = cache();
    String path = path();
    get(entries, path, "a");
    assertEquals("b2", get(entries, path, "b").text());
    client.put(entries.ttl(path), "{\"ttl\":1}", "Content-Type", "application/json");
    Await.until(
        "the main entry has expired", SOON, () -> client.get(entries.ttl(path)).status() == 404);

    switch (change) {
      case "delete" -> client.delete(entries.entry(path));
      case "keys" -> client.post(entries.invalidations(), "{\"keys\":[\"" + path + "\"]}");
      case "prefix" -> client.post(entries.invalidations(), "{\"prefix\":\"variant/\"}");
      case "all" -> client.post(entries.invalidations(), "{\"all\":true}");
      case "groups" -> client.post(entries.invalidations(), "{\"groups\":[\"g\"]}");
      default -> {}
    }
    assertEquals("a3", get(entries, path, "a").text());

    assertEquals("b4", get(entries, path, "b").text());
  }

  private static JsonObject batchGet(Entries entries, String path, String tenant) {
    String document = "{\"operations\":[{\"op\":\"get\",\"key\":\"%s\"}]}".formatted(path);
    return client
        .send(
            "POST",
            entries.batch(),
            document.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            "\"key-%s\"".formatted(path),
            TENANT,
            tenant)
        .json();
  }

  private static JsonObject result(JsonObject answer) {
    return answer.getJsonArray("results").getJsonObject(0);
  }

  @Test
  void batch_givesEachItsOwn() {
    Entries entries = cache();
    String path = path();
    get(entries, path, "a");
    assertEquals("a1", result(batchGet(entries, path, "a")).getString("value"));

    assertEquals(422, batchGet(entries, path, "b").getInt("status"));
    String unread = path();
    get(entries, unread, "a");
    assertEquals(404, result(batchGet(entries, unread, "b")).getInt("status"));
    String read = path();
    get(entries, read, "a");
    get(entries, read, "b");
    assertEquals("b2", result(batchGet(entries, read, "b")).getString("value"));
  }

  @Test
  void deletion_givesEachItsOwn_andDeletesAll() {
    Entries entries = cache();
    for (String tenant : new String[] {"a", "b", "c"}) {
      String path = path();
      get(entries, path, "a");
      get(entries, path, "b");

      Answer taken =
          client.delete(entries.entry(path), TENANT, tenant, "Prefer", "return=representation");

      String own = tenant.equals("a") ? "a1" : tenant.equals("b") ? "b2" : "";
      assertEquals(own.isEmpty() ? 204 : 200, taken.status());
      assertEquals(own, taken.text());
      assertEquals("a3", get(entries, path, "a").text());
      assertEquals("b4", get(entries, path, "b").text());
    }
  }

  /** Nobody can say any more for whom they are. */
  @Test
  void entriesOfACacheThatNoOriginFillsAnyMore_areGivenToNobody() {
    Entries entries = cache();
    String path = path();
    get(entries, path, "a");
    byte[] policy = "{\"ttl\":60}".getBytes(StandardCharsets.UTF_8);
    client.send("PUT", entries.policy(), policy, "Content-Type", "application/json");

    assertEquals(404, get(entries, path, "b").status());
    Answer leased =
        client.get(entries.entry(path), TENANT, "b", "Prefer", "fill-lease", "Accept", "*/*");
    assertEquals(404, leased.status());
    assertFalse(leased.header("Fill-Lease").isEmpty());
    assertEquals(
        204,
        client
            .delete(entries.entry(path), TENANT, "b", "Prefer", "return=representation")
            .status());
  }

  /** Whatever stands between the key and the digest in Redis. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void innerKeys_areShownToNobody_andNamedByNobody(int zeros) throws NoSuchAlgorithmException {
    Entries entries = cache();
    String path = path();
    get(entries, path, "a");
    get(entries, path, "b");
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(path.getBytes(StandardCharsets.UTF_8));
    inner.writeBytes(new byte[zeros]);
    String selected = "{accept-language=b}";
    inner.write(
        MessageDigest.getInstance("SHA-256").digest(selected.getBytes(StandardCharsets.UTF_8)),
        0,
        16);
    String named = Base64.getUrlEncoder().encodeToString(inner.toByteArray());

    assertEquals(1, client.get(entries.list()).json().getJsonArray("items").size());
    assertEquals(1, client.get(entries.list() + "?group=g").json().getJsonArray("items").size());
    assertEquals(
        201, client.put(entries.entry(named) + "?keyEncoding=base64url", "false").status());
    assertEquals("b2", get(entries, path, "b").text());
  }

  @Test
  void negativeAnswers_areKeptForEach() {
    Entries entries = cache();
    String path = path();
    Origins.MAIN.on(
        "/" + path,
        exchange -> {
          String tenant = exchange.getRequestHeaders().getFirst(TENANT);
          OriginServer.send(
              exchange,
              tenant.equals("b") ? 200 : 404,
              tenant,
              "Vary",
              TENANT,
              "Cache-Control",
              "max-age=600");
        });
    for (int i = 0; i < 2; i++) {
      assertEquals(404, get(entries, path, "a").status());
      assertEquals("b", get(entries, path, "b").text());
      assertEquals(404, get(entries, path, "c").status());
    }
    assertEquals(3, Origins.MAIN.count("/" + path));
  }
}
