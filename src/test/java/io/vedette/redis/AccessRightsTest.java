package io.vedette.redis;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The application's rights in {@code k8s/base/redis}, under which all tests run, are those that it
 * uses: no more, no less.
 */
class AccessRightsTest {
  private static final Path USERS = Path.of("k8s/base/redis/redis-users.acl");
  private static final Path SENTINEL_USERS = Path.of("k8s/base/redis/sentinel-users.acl");
  private static final Pattern CALL = Pattern.compile("redis\\.p?call\\('([A-Z]+)'");
  private static final Pattern ANY_CALL = Pattern.compile("redis\\.p?call\\b");

  /** What the client says by itself at Redis, and when. AUTH and HELLO are open to everybody. */
  private static final Map<String, String> OF_THE_CLIENT =
      Map.ofEntries(
          entry("ping", "on each new connection, and every five seconds"),
          entry("select", "on each new connection when vedette.redis.database is not 0"),
          entry("evalsha", "each call of a script"),
          entry("script|load", "when Redis does not know a script yet"),
          entry("eval", "a write that waits for replicas, when Redis does not know its script yet"),
          entry("set", "before a wait, and before a read that is to be copied"),
          entry("hmget", "a read of an ordinary entry; that of a session is hgetall"),
          entry("multi", "before a large value is staged for a script"),
          entry("exec", "behind it"),
          entry("wait", "a write that waits for replicas"),
          entry("subscribe", "to the channel of topics"),
          entry("unsubscribe", "from it, when it is silent"));

  private static final Map<String, String> OF_THE_CLIENT_AT_SENTINELS =
      Map.of(
          "ping", "on each new connection, and every five seconds",
          "sentinel|get-master-addr-by-name", "at the start, and twice a second",
          "sentinel|slaves", "at the start, though replicas are not used",
          "sentinel|sentinels", "at the start, and twice a second",
          "sentinel|master", "for GET /api/v1/status");

  @Test
  void commandsAtRedis_areThoseOfTheScriptsAndOfTheClient() throws IOException {
    Set<String> used = new TreeSet<>(OF_THE_CLIENT.keySet());
    AllScripts.all().stream().forEach(script -> used.addAll(commands(script)));

    assertSame(USERS, used, granted(USERS));
  }

  @Test
  void commandsAtTheSentinels_areThoseOfTheClient() throws IOException {
    assertSame(
        SENTINEL_USERS,
        new TreeSet<>(OF_THE_CLIENT_AT_SENTINELS.keySet()),
        granted(SENTINEL_USERS));
  }

  @Test
  void keysAndChannels_areThoseUnderThePrefix() throws IOException {
    assertEquals(
        "reset resetchannels on ~vedette:* &vedette:*", rights(USERS).replaceAll(" \\+.*", ""));
    assertEquals("reset on", rights(SENTINEL_USERS).replaceAll(" \\+.*", ""));
  }

  private static void assertSame(Path file, Set<String> used, Set<String> granted) {
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(granted);
    Set<String> idle = new TreeSet<>(granted);
    idle.removeAll(used);
    assertEquals(Set.of(), missing, () -> "add these with + to user app in " + file);
    assertEquals(Set.of(), idle, () -> "nothing uses these, take them from user app in " + file);
  }

  private static Set<String> commands(Script script) {
    assertEquals(
        ANY_CALL.matcher(script.source()).results().count(),
        calls(script).count(),
        () -> script.label() + ".lua calls a command that is no literal in capitals");
    return calls(script).map(it -> it.toLowerCase(Locale.ROOT)).collect(toCollection(TreeSet::new));
  }

  /** The commands that a script calls, as often as it does. */
  static Stream<String> calls(Script script) {
    return CALL.matcher(script.source()).results().map(call -> call.group(1));
  }

  private static Set<String> granted(Path users) throws IOException {
    String rights = rights(users);
    assertTrue(rights.matches("[^@]*"), "categories grant more than is used: " + rights);
    return Stream.of(rights.split(" ", -1))
        .filter(rule -> rule.startsWith("+"))
        .map(rule -> rule.substring(1))
        .collect(toCollection(TreeSet::new));
  }

  private static String rights(Path users) throws IOException {
    try (Stream<String> lines = Files.lines(users)) {
      return lines
          .filter(line -> line.startsWith("user app "))
          .findFirst()
          .orElseThrow()
          .substring("user app ".length());
    }
  }
}
