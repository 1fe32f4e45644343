package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Caches that the service fills from an origin: what is kept, for how long, and for whom. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class ReadThroughIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final OriginServer origin = Origins.MAIN;

  private final Client client;

  private Entries entries = Entries.fresh();

  ReadThroughIT(HttpClient.Version version) {
    client = Target.client(version);
  }

  @BeforeEach
  void policy() {
    origin.forget();
    entries = Entries.fresh(client, "{'origin':'main','jitter':0}");
  }

  private Answer get(String key, String... headers) {
    return client.get(entries.entry(key), headers);
  }

  private static void assertStatus(String expected, Answer answer) {
    assertTrue(answer.header("Cache-Status").matches(expected), answer.header("Cache-Status"));
  }

  @Test
  void miss_isLoadedOnce_andThenAHit() {
    origin.on("/a/once", "loaded", "Content-Type", "text/x", "X-Own", "kept", "ETag", "\"v1\"");

    Answer first = get("a/once");
    Answer second = get("a/once");

    assertEquals(200, first.status());
    assertStatus("vedette; fwd=uri-miss; fwd-status=200; stored", first);
    assertStatus("vedette; hit; ttl=\\d+", second);
    for (Answer answer : List.of(first, second)) {
      assertEquals("loaded", answer.text());
      assertEquals("text/x", answer.header("Content-Type"));
      assertEquals("kept", answer.header("X-Own"));
      assertEquals("\"v1\"", answer.header("ETag"));
      assertTrue(answer.header("Age").matches("[0-5]"), answer.header("Age")); // seconds
      assertEquals("private, no-cache", answer.header("Cache-Control"));
    }
    assertEquals(1, origin.count("/a/once"));
  }

  @Test
  void manyWhoMiss_shareOneLoad() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    origin.on(
        "/a/many",
        exchange -> {
          await(go);
          OriginServer.send(exchange, 200, "shared");
        });
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 200)
            .mapToObj(i -> client.sendAsync("GET", entries.entry("a/many"), new byte[0]))
            .toList();
    go.countDown();

    for (CompletableFuture<Answer> answer : answers) {
      assertEquals("shared", answer.get(20, TimeUnit.SECONDS).text());
    }
    assertEquals(1, origin.count("/a/many"));
  }

  private static void await(CountDownLatch go) {
    try {
      assertTrue(go.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void privateAnswers_areForTheirCallerAlone() throws Exception {
    origin.on(
        "/p/me",
        exchange ->
            OriginServer.send(
                exchange,
                200,
                exchange.getRequestHeaders().getFirst("Authorization"),
                "Cache-Control",
                "private, max-age=60"));
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    client.sendAsync(
                        "GET", entries.entry("p/me"), new byte[0], "Authorization", "user " + i))
            .toList();

    for (int i = 0; i < answers.size(); i++) {
      assertEquals("user " + i, answers.get(i).get(20, TimeUnit.SECONDS).text());
    }
    assertEquals(20, origin.count("/p/me"));
    assertFalse(client.get(entries.list()).text().contains("p/me"));
  }

  @Test
  void authorization_isShared_onlyWhenTheOriginSaysSo() {
    origin.on("/auth/no", "secret", "Cache-Control", "max-age=60");
    origin.on("/auth/public", "open", "Cache-Control", "public, max-age=60");

    for (int i = 0; i < 2; i++) {
      get("auth/no", "Authorization", "one");
      get("auth/public", "Authorization", "one");
    }

    assertEquals(2, origin.count("/auth/no"));
    assertEquals(1, origin.count("/auth/public"));
  }

  @Test
  void invalidationDuringALoad_leavesNothingOldBehind() {
    CountDownLatch go = new CountDownLatch(1);
    origin.on(
        "/i/race",
        exchange -> {
          await(go);
          OriginServer.send(exchange, 200, "old", "Cache-Control", "max-age=60");
        });
    CompletableFuture<Answer> early = client.sendAsync("GET", entries.entry("i/race"), new byte[0]);
    Await.until("the origin is asked", SOON, () -> origin.count("/i/race") == 1);
    client.post(entries.invalidations(), "{\"prefix\":\"i/\"}");
    origin.on("/i/race", "new", "Cache-Control", "max-age=60");
    go.countDown();

    assertEquals("old", early.join().text());
    assertEquals("new", get("i/race").text());
  }

  @Test
  void groups_ofTheOrigin_areInvalidatedTogether() {
    origin.on("/g/1", "one", "Cache-Groups", "\"g\"");
    assertEquals("\"g\"", get("g/1").header("Cache-Groups"));
    Answer invalidated = client.post(entries.invalidations(), "{\"groups\":[\"g\"]}");
    assertEquals(1, invalidated.json().getInt("invalidated"));

    assertStatus("vedette; fwd=uri-miss.*", get("g/1"));
  }

  @Test
  void head_loadsToo_andSendsNoValue() {
    origin.on("/h/1", "12345");

    Answer head = client.send("HEAD", entries.entry("h/1"), new byte[0]);

    assertEquals(200, head.status());
    assertEquals("5", head.header("Content-Length"));
    assertEquals("12345", get("h/1").text());
    assertEquals(1, origin.count("/h/1"));
  }

  @Test
  void write_takesTheOriginsPlace_untilItExpires() {
    origin.on("/w/1", "from the origin");
    assertEquals(201, client.put(entries.entry("w/1"), "from a client").status());

    assertEquals("from a client", get("w/1").text());
    client.delete(entries.entry("w/1"));
    assertEquals("from the origin", get("w/1").text());
  }
}
