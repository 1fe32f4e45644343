package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a cache may hold, on a real Redis. */
class CapacityScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private static EntryScripts entries(int most) {
    return new EntryScripts(redis, Integer.toString(most), "");
  }

  private static EntryScripts bytes(int most) {
    return new EntryScripts(redis, "", Integer.toString(most));
  }

  @Test
  void entries_upToTheLimit_areStored_andNoneMore() {
    EntryScripts scripts = entries(2);
    scripts.write("many", "a", "op-1", "x", 60000);
    scripts.write("many", "b", "op-2", "x", 60000);

    assertEquals("full\nentries", scripts.write("many", "c", "op-3", "x", 60000));
    assertEquals("0", redis.command("EXISTS", "many:entry:c", "many:operation:op-3"));
    assertTrue(scripts.write("many", "b", "op-4", "y", 60000).startsWith("replaced"));
    scripts.delete("many", "a", "op-5");
    assertTrue(scripts.write("many", "c", "op-6", "x", 60000).startsWith("created"));
  }

  @Test
  void entries_thatExpired_makeRoom() {
    EntryScripts scripts = entries(50);
    for (int i = 0; i < 50; i++) {
      scripts.write("dead", "dead-" + i, "dead-" + i, "x", 1);
    }
    Await.until(
        "all are dead",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "dead:entry:dead-49").equals("0"));

    for (int i = 0; i < 50; i++) {
      String written = scripts.write("dead", "live-" + i, "live-" + i, "x", 60000);
      assertTrue(written.startsWith("created"), written);
    }
    assertEquals("full\nentries", scripts.write("dead", "one more", "op", "x", 60000));
  }

  @Test
  void bytes_upToTheLimit_areStored_andNoneMore() {
    EntryScripts scripts = bytes(10);
    scripts.write("large", "a", "op-1", "12345", 60000);
    scripts.write("large", "b", "op-2", "12345", 60000);

    assertEquals("full\nbytes", scripts.write("large", "c", "op-3", "1", 60000));
    assertEquals("full\nbytes", scripts.write("large", "b", "op-4", "123456", 60000));
    assertTrue(scripts.write("large", "b", "op-5", "54321", 60000).startsWith("replaced"));
    assertTrue(scripts.write("large", "b", "op-6", "123", 60000).startsWith("replaced"));
    assertTrue(scripts.write("large", "c", "op-7", "12", 60000).startsWith("created"));
    assertEquals("full\nbytes", scripts.write("large", "c", "op-8", "123", 60000));
  }

  @Test
  void bytes_thatWereDeleted_makeRoomWithinASecond() {
    EntryScripts scripts = bytes(10);
    scripts.write("freed", "a", "op-1", "1234567890", 60000);
    scripts.delete("freed", "a", "op-2");

    Await.until(
        "there is room",
        Duration.ofSeconds(5),
        () -> scripts.write("freed", "b", "op-3", "12345", 60000).startsWith("created"));
  }

  /** More than are measured at once, of very different sizes. */
  @Test
  void bytes_ofManyEntries_areEstimatedWithinAFifth() {
    EntryScripts unlimited = new EntryScripts(redis);
    for (int i = 0; i < 2000; i++) {
      unlimited.write("estimated", "k" + i, "op-" + i, "x".repeat(1 + i % 100), 60000);
    }
    bytes(1_000_000_000).write("estimated", "k0", "op", "x", 60000);

    long estimate = Long.parseLong(redis.command("GET", "estimated:size"));
    assertTrue(Math.abs(estimate - 101_000) < 20_200, "estimate " + estimate);
    assertTrue(Long.parseLong(redis.command("PTTL", "estimated:size")) <= 1000);
  }

  private static String batch(
      String cache, String id, String entries, String bytes, String... operations) {
    ScriptCall call =
        AllScripts.script("entry-batch")
            .on(Fields.utf8(cache + ":operation:" + id))
            .with("root", cache + ":")
            .with("memory", 10_000)
            .with("most_entries", entries)
            .with("most_bytes", bytes);
    for (String operation : operations) {
      String[] parts = operation.split("=", 2);
      Stream<String> change =
          parts.length > 1
              ? Stream.of(parts[0], "", "", id + parts[0], parts[1], "a/b", "60000", "", "")
              : Stream.of(parts[0], "", "", "", "", "", "", "", "");
      call.rest(change.map(Fields::utf8).toList());
    }
    return AllScripts.run(redis, call);
  }

  @Test
  void batch_overALimit_changesNothing_andWhatItDeletesMakesRoom() {
    assertTrue(batch("batch", "op-1", "2", "4", "a=12", "b=12").startsWith("done"));

    assertEquals("full\nentries", batch("batch", "op-2", "2", "", "a=1", "c=1"));
    assertEquals("full\nbytes", batch("batch", "op-3", "", "4", "a=1", "c=1234"));
    assertEquals("12", redis.command("HGET", "batch:entry:a", "value"));
    assertTrue(batch("batch", "op-4", "2", "4", "a", "c=12").startsWith("done"));
    assertEquals("b\nc", redis.command("ZRANGE", "batch:index", "0", "-1"));
  }
}
