package it.vedette;

import static it.vedette.LimitedServers.assertRefused;
import static it.vedette.LimitedServers.refusals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rates of callers, on two servers with one Redis. Each test has a caller of its own. */
@Timeout(600)
class RateIT {
  private static final Map<String, String> RATES =
      Map.of(
          "free",
          "",
          "together",
          "cache:read=160/3600",
          "retry",
          "cache:read=2/20",
          "writer",
          "cache:write=2/3600",
          "bytes",
          "cache:write=1000B/3600, cache:read=1000B/3600, cache:read=50/3600",
          "both",
          "cache:read=10/3600, cache:write=20/3600");

  private static LimitedServers servers;

  private final Entries entries = Entries.fresh();

  @BeforeAll
  static void start() {
    servers = new LimitedServers(2, RATES, Map.of());
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void rate_onTwoServers_isOne_andALittleOnce() {
    int let = 0;
    for (int i = 0; i < 200; i++) {
      for (VedetteServer server : servers.all) {
        Answer answer = servers.get(server, entries.entry("k"), "together");
        if (answer.status() == 404) {
          let++;
        } else {
          assertRefused(answer, "cache:read", "");
        }
      }
    }

    assertTrue(let >= 160 && let <= 160 + 10 + 20, "let in: " + let);
    assertTrue(
        refusals(servers.one(), "cache:read") > 0
            && refusals(servers.all.get(1), "cache:read") > 0);
  }

  @Test
  void fields_areOnEveryAnswer_andCountDown() {
    for (int left = 9; left >= 0; left--) {
      Answer answer = servers.get(entries.entry("k"), "both");
      assertEquals(404, answer.status());
      assertEquals("\"cache:read\";q=10;w=3600", answer.header("RateLimit-Policy"));
      assertEquals(left, RateLimits.number(answer, "RateLimit", "cache:read", "r"));
      long more = RateLimits.number(answer, "RateLimit", "cache:read", "t");
      assertTrue(more > 0 && more <= 360, "t=" + more);
    }
    Answer refused = servers.get(entries.entry("k"), "both");
    assertRefused(refused, "cache:read", "");
    assertEquals(0, RateLimits.number(refused, "RateLimit", "cache:read", "r"));
    assertEquals(
        refused.header("Retry-After"),
        Long.toString(RateLimits.number(refused, "RateLimit", "cache:read", "t")));

    Answer written = servers.put(entries.entry("k"), "both", 1);
    assertEquals(201, written.status());
    assertEquals(19, RateLimits.number(written, "RateLimit", "cache:write", "r"));
    Answer batch =
        servers
            .client()
            .send(
                "POST",
                entries.batch(),
                "{\"operations\":[{\"op\":\"get\",\"key\":\"k\"}]}"
                    .getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Authorization",
                servers.bearer("both"));
    assertRefused(batch, "cache:read", "not-applied");
    assertEquals(19, RateLimits.number(batch, "RateLimit", "cache:write", "r"));
  }

  @Test
  void fields_ofACallerWithoutRates_areAbsent() {
    Answer answer = servers.get(entries.entry("k"), "free");

    assertEquals(404, answer.status());
    assertTrue(answer.headers().firstValue("RateLimit").isEmpty());
    assertTrue(answer.headers().firstValue("RateLimit-Policy").isEmpty());
  }

  @Test
  void retryAfter_isHonest() {
    servers.get(entries.entry("k"), "retry");
    servers.get(entries.entry("k"), "retry");
    Answer refused = servers.get(entries.entry("k"), "retry");
    assertRefused(refused, "cache:read", "");
    long told = System.nanoTime();

    long wait = TimeUnit.SECONDS.toNanos(Long.parseLong(refused.header("Retry-After")));
    assertTrue(wait <= TimeUnit.SECONDS.toNanos(10), "wait " + wait);
    Await.until("the time is over", Duration.ofSeconds(20), () -> System.nanoTime() - told >= wait);
    assertEquals(404, servers.get(entries.entry("k"), "retry").status());
  }

  /** The head says that there is content; none is sent. */
  @Test
  void writes_areRefused_beforeTheirContentIsRead() throws Exception {
    servers.put(entries.entry("a"), "writer", 1);
    servers.put(entries.entry("b"), "writer", 1);
    try (RawConnection connection = RawConnection.to(servers.one().base())) {
      connection.send(servers.head(entries.entry("c"), "writer", "Content-Length: 1000"));

      String head = connection.readHead();
      assertTrue(head.startsWith("HTTP/1.1 429 "), head);
      assertTrue(head.contains("RateLimit: \"cache:write\";r=0;t="), head);
    }
    assertRefused(servers.put(entries.entry("a"), "writer", 1), "cache:write", "not-applied");
    assertEquals(404, servers.get(entries.entry("c"), "writer").status());
  }

  @Test
  void bytes_ofContentAndOfAnswers_count_andAreOwed() throws Exception {
    Answer first = servers.put(entries.entry("k"), "bytes", 600);
    assertEquals(
        "\"cache:write-bytes\";q=1000;qu=\"content-bytes\";w=3600",
        first.header("RateLimit-Policy"));
    assertEquals(400, RateLimits.number(first, "RateLimit", "cache:write-bytes", "r"));
    try (RawConnection chunked = RawConnection.to(servers.one().base())) {
      chunked.send(servers.head(entries.entry("c"), "bytes", "Transfer-Encoding: chunked"));
      chunked.send("190\r\n" + "x".repeat(400) + "\r\n0\r\n\r\n");
      assertTrue(chunked.readHead().contains("RateLimit: \"cache:write-bytes\";r=0;"));
    }
    assertRefused(servers.put(entries.entry("k"), "bytes", 1), "cache:write-bytes", "not-applied");

    Answer read = servers.get(entries.entry("k"), "bytes");
    assertEquals(200, read.status());
    assertEquals(400, RateLimits.number(read, "RateLimit", "cache:read-bytes", "r"));
    assertEquals(49, RateLimits.number(read, "RateLimit", "cache:read", "r"));
    assertEquals(200, servers.get(entries.entry("k"), "bytes").status());
    assertRefused(servers.get(entries.entry("k"), "bytes"), "cache:read-bytes", "");
  }
}
