package it.vedette;

import static it.vedette.ClosedTarget.CALLERS;
import static it.vedette.ClosedTarget.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API tokens, from their making to their end. */
class AccessIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String READER = CALLERS.token("reader", "cache:read");
  private static final String WRITER = CALLERS.token("writer", "cache:write");
  private static final String OTHER_WRITER = CALLERS.token("other-writer", "cache:write");
  private static final String READER_AND_WRITER = CALLERS.token("both", "cache:read,cache:write");

  private final Client client = ClosedTarget.client();
  private final Entries entries = Entries.fresh();

  /** A server that runs already learns of them all at once. */
  @BeforeEach
  void awaitCallers() {
    await(401, false, READER_AND_WRITER);
  }

  /** A token that counts when this returns. */
  private String token(String id, String scopes) {
    String token = CALLERS.token(id, scopes);
    await(401, false, token);
    return token;
  }

  private void await(int status, boolean equal, String token) {
    Await.until(
        "status " + (equal ? "" : "not ") + status,
        SOON,
        () -> (get(bearer(token)).status() == status) == equal);
  }

  private Answer get(String... fields) {
    return client.get(entries.entry("k"), fields);
  }

  @Test
  void rotation_needsNoRestart_andNobodyIsRefusedMeanwhile() {
    String first = CALLERS.token("rotated", "cache:read");
    String second = token("rotated", "cache:read");
    assertEquals(404, get(bearer(first)).status());
    CALLERS.remove("rotated");
    await(401, true, first);
    assertEquals(401, get(bearer(second)).status());
  }

  @Test
  void brokenFile_changesNothing_andIsLoggedOnce() {
    String token = token("steady", "cache:read");
    CALLERS.add("this is no credential");
    Await.until(
        "a complaint",
        SOON,
        () -> ClosedTarget.server().log().contains("The credentials known so far still count"));
    assertEquals(404, get(bearer(token)).status());
    CALLERS.remove("this");
    String next = token("steadier", "cache:read");
    assertEquals(404, get(bearer(next)).status());
  }

  @Test
  void listOfCaches_goesOn_untilThereIsOneToSee() {
    String name = "0-" + entries.cache();
    String admin = token("lister-admin", "admin");
    for (int i = 1; i <= 4; i++) {
      String path = new Entries(name + "-" + i).policy();
      String[] fields = {"Content-Type", "application/json", bearer(admin)[0], bearer(admin)[1]};
      assertEquals(201, client.put(path, "{}", fields).status());
    }
    String reader = token("lister", "cache:read:" + name + "-4");

    JsonObject page = client.get("/api/v1/caches?limit=1", bearer(reader)).json();
    assertEquals(1, page.getJsonArray("items").size(), page::toString);
    assertEquals(name + "-4", page.getJsonArray("items").getJsonObject(0).getString("name"));
  }

  @Test
  void expiredToken_isLikeAnUnknownOne() {
    String expired = CALLERS.token("expired", "cache:read", "2020-01-01T00:00:00Z");
    token("after-expired", "cache:read");
    JsonObject one = get(bearer(expired)).json();
    JsonObject other = get(bearer("vdt_" + "0".repeat(49))).json();
    assertEquals(other.getString("detail"), one.getString("detail"));
    assertEquals(401, one.getInt("status"));
  }

  @Test
  void tokenWithOneBitChanged_doesNotCount() {
    for (int at = 0; at < READER.length(); at++) {
      byte[] changed = READER.getBytes(StandardCharsets.US_ASCII);
      changed[at] ^= 1;
      String text = new String(changed, StandardCharsets.US_ASCII);
      assertEquals(401, get(bearer(text)).status(), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Basic dTpw", "vdt_x", "Bearer a b", "Bearer ,"})
  void otherAuthorization_doesNotCount(String field) {
    assertEquals(401, get("Authorization", field).status());
  }

  @Test
  void scheme_isCaseInsensitive_andTwoFieldsAreNone() {
    assertEquals(404, get("Authorization", "bearer " + READER).status());
    assertEquals(
        401,
        get("Authorization", "Bearer " + READER, "Authorization", "Bearer " + READER).status());
  }

  @Test
  void tokenInTheQuery_doesNotCount() {
    assertEquals(401, client.get(entries.entry("k") + "?access_token=" + READER).status());
  }

  @Test
  void batch_takesTheScopesOfItsOperations() {
    String get = "{\"op\":\"get\",\"key\":\"a\"}";
    String put = "{\"op\":\"put\",\"key\":\"b\",\"value\":\"v\"}";
    assertEquals(200, batch(READER, get).status());
    assertEquals(200, batch(WRITER, put).status());
    assertEquals(403, batch(READER, get + "," + put).status());
    assertEquals(403, batch(WRITER, put + "," + get).status());
    assertEquals("not-applied", batch(WRITER, put + "," + get).json().getString("outcome"));
  }

  private Answer batch(String token, String operations) {
    return post(token, "batch", "{\"operations\":[" + operations + "]}");
  }

  private Answer post(String token, String what, String json, String... more) {
    return client.send(
        "POST",
        "/api/v1/caches/" + entries.cache() + "/" + what,
        json.getBytes(StandardCharsets.UTF_8),
        Stream.concat(
                Stream.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void fillLease_takesTheScopeToWrite() {
    assertEquals(403, get("Authorization", "Bearer " + READER, "Prefer", "fill-lease").status());
    assertFalse(
        get("Authorization", "Bearer " + READER_AND_WRITER, "Prefer", "fill-lease")
            .header("Fill-Lease")
            .isEmpty());
  }

  @Test
  void list_showsWhatTheCallerMayRead() {
    client.put(entries.entry("k"), "v", bearer(WRITER));
    String name = entries.cache();
    String sees = CALLERS.token("lister-sees", "cache:read:" + name);
    String blind = token("lister-blind", "cache:read:elsewhere");
    assertEquals(List.of(name), caches(sees));
    assertEquals(List.of(), caches(blind));
  }

  private List<String> caches(String token) {
    return client
        .get("/api/v1/caches?limit=1000", bearer(token))
        .json()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(cache -> cache.getString("name"))
        .toList();
  }

  @Test
  void idempotencyKey_standsForOneCaller() {
    String[] key = {"Idempotency-Key", "\"the same\""};
    assertEquals(1, post(WRITER, "counters/c", "{}", key).json().getInt("value"));
    assertEquals(1, post(WRITER, "counters/c", "{}", key).json().getInt("value"));
    assertEquals(2, post(OTHER_WRITER, "counters/c", "{}", key).json().getInt("value"));
  }

  @Test
  void refusalOfAHead_hasNoContent() {
    Answer refused = client.send("HEAD", entries.entry("k"), new byte[0]);
    assertEquals(401, refused.status());
    assertEquals(0, refused.body().length);
  }

  @Test
  void refusedWrite_saysThatNothingWasDone() {
    Answer refused = client.put(entries.entry("k"), "v");
    assertEquals("not-applied", refused.json().getString("outcome"));
  }

  @Test
  void operatorsPages_takeNoCredential_andCountRefusals() {
    Client operator = new Client(ClosedTarget.server().management());
    get();
    for (String page : List.of("/health", "/health/ready", "/openapi")) {
      assertEquals(200, operator.get(page).status(), page);
    }
    String metrics = operator.get("/metrics").text();
    assertTrue(
        metrics
            .lines()
            .anyMatch(
                line ->
                    line.startsWith("access_refused_total{")
                        && line.contains("reason=\"unauthenticated\"")
                        && !line.endsWith(" 0.0")),
        metrics);
  }

  @Test
  void tokens_areNeverLogged() {
    get(bearer(READER));
    get(bearer(READER + "x"));
    assertFalse(ClosedTarget.server().log().contains(READER.substring(0, 20)));
  }
}
