package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two installations with prefixes of their own on one Redis, each with a user who has no other
 * rights than under its prefix: whatever callers name, nothing is written outside, and neither sees
 * the other.
 */
class KeyPrefixIT {
  private static final Path USERS = Path.of("k8s/base/redis/redis-users.acl");
  private static final Entries SHARED = new Entries("shared");

  /** Named by a caller who would like to get elsewhere. */
  private static final List<String> HOSTILE =
      List.of(
          "../x", "/x", "other:key", "{tag}", "green.2:1:mark", "*", "}:index", "\r\nDEL x", "\0");

  private static RedisSet redis;
  private static VedetteServer blueServer;
  private static VedetteServer greenServer;
  private static Client blue;
  private static Client green;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisSet.start(Duration.ofSeconds(5));
    Origins.MAIN.on("/made", "by the origin");
    blueServer = installation("blue-1");
    greenServer = installation("green.2");
    blueServer.awaitReady();
    greenServer.awaitReady();
    blue = new Client(blueServer.base());
    green = new Client(greenServer.base());
  }

  @AfterAll
  static void stop() {
    blueServer.close();
    greenServer.close();
    redis.close();
  }

  private static VedetteServer installation(String prefix) throws IOException {
    List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", prefix, ">secret"));
    try (Stream<String> lines = Files.lines(USERS)) {
      String rights = lines.filter(line -> line.startsWith("user app ")).findFirst().orElseThrow();
      String own = rights.replace("vedette:", prefix + ":").replace(" reset ", " ");
      words.addAll(Stream.of(own.split(" +", -1)).skip(2).toList());
    }
    redis.nodes().forEach(node -> node.command(words.toArray(String[]::new)));
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.putAll(Origins.settings());
    settings.put("VEDETTE_ORIGIN_TIMEOUT", "30");
    settings.put("VEDETTE_REDIS_KEY_PREFIX", prefix);
    settings.put("VEDETTE_REDIS_USERNAME", prefix);
    settings.put("VEDETTE_REDIS_PASSWORD", "secret");
    settings.put("VEDETTE_REDIS_PASSWORD_FILE", "");
    return VedetteServer.start(settings);
  }

  private static String hostile(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return SHARED.entry(name) + "?keyEncoding=base64url";
  }

  @Test
  void everythingWritten_isUnderThePrefix_andSeenByOneInstallationOnly() {
    List<Client> both = List.of(blue, green);
    both.forEach(KeyPrefixIT::workThroughEverything);

    SHARED.setPolicy(blue, "{'near':60}");
    write(blue, "of blue");
    assertGreenHasNothing();
    write(green, "of green");
    green.post(SHARED.invalidations(), "{\"all\":true}");
    assertGreenHasNothing();
    assertBlueHasAll();

    String keys = redis.master().command("KEYS", "*");
    Set<String> prefixes =
        keys.lines().map(key -> key.replaceAll("^([^:]*:1:).*", "$1")).collect(toSet());
    // What follows a line feed in a key is no beginning of one.
    prefixes.removeIf(rest -> keys.contains("\r\n" + rest));
    assertEquals(Set.of("blue-1:1:", "green.2:1:"), prefixes);
    assertEquals(
        Set.of("blue-1:1:topics", "green.2:1:topics"),
        redis.master().command("PUBSUB", "CHANNELS", "*:topics").lines().collect(toSet()));
    for (VedetteServer server : List.of(blueServer, greenServer)) {
      assertFalse(server.log().contains("NOPERM"), server::log);
    }
  }

  private static Collector<String, ?, Set<String>> toSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static void workThroughEverything(Client client) {
    Entries entries = new Entries("everything");
    WritePaths.prepare(client, entries);
    for (String line : WritePaths.ALL.lines().toList()) {
      String[] write = line.split("\\|", -1);
      Answer answer =
          WritePaths.write(
              client,
              entries,
              "durability=replicated",
              write[0].strip(),
              write[1].strip(),
              write[2].strip());
      assertTrue(answer.status() < 300 || answer.status() == 404, line + ": " + answer.text());
    }
    assertEquals(404, client.get(entries.entry("leased"), "Prefer", "fill-lease").status());
    Entries filled = new Entries("filled");
    filled.setPolicy(client, "{'origin':'main'}");
    assertEquals("by the origin", client.get(filled.entry("made")).text());
    String[] once = {
      "Content-Type", "application/json", "Idempotency-Key", "\"the-same-for-both\""
    };
    byte[] step = "{\"by\":1}".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2; i++) {
      Answer counted = client.send("POST", entries.counter("once"), step, once);
      assertEquals(1, counted.json().getInt("value"), "a claim of the other was seen");
    }
    assertEquals(200, client.get(entries.policy() + "/stats").status());
  }

  private static void write(Client client, String value) {
    for (String key : HOSTILE) {
      assertEquals(201, client.put(hostile(key), value, "Cache-Groups", "\"g\"").status(), key);
    }
    assertEquals(1, client.post(SHARED.counter("n"), "{}").json().getInt("value"));
  }

  private static void assertGreenHasNothing() {
    for (String key : HOSTILE) {
      assertEquals(404, green.get(hostile(key)).status(), key);
    }
    assertEquals(List.of(), green.get(SHARED.list()).json().getJsonArray("items"));
    assertEquals(
        0, green.post(SHARED.invalidations(), "{\"groups\":[\"g\"]}").json().getInt("invalidated"));
    assertFalse(green.get(SHARED.policy()).text().contains("\"near\":60"));
  }

  private static void assertBlueHasAll() {
    for (String key : HOSTILE) {
      assertEquals("of blue", blue.get(hostile(key)).text(), key);
    }
    int entries = blue.get(SHARED.list()).json().getJsonArray("items").size();
    assertEquals(HOSTILE.size(), entries);
    assertEquals(1, blue.get(SHARED.counter("n")).json().getInt("value"));
  }
}
