package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that vary with the request, on a real Redis: they live and die with their main entry. */
class VariantScriptIT {
  /** More than are let go of at once. */
  private static final int MANY = 1010;

  private static final List<String> NOTHING = List.of("");

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();
  private static final EntryScripts scripts = new EntryScripts(redis);

  private static String variant(int number) {
    return "k\0\0" + number;
  }

  private static void fillMain(String cache, String id) {
    assertNotEquals("lost", scripts.fill(cache, "k", id, "", "varies"));
  }

  private static void fillVariant(String cache, int number) {
    String written = scripts.fill(cache, variant(number), "v-" + number, "", "varies");
    assertTrue(written.startsWith("created"), written);
  }

  private static boolean isFresh(List<String> response) {
    return response.size() > 8 && response.get(8).isEmpty();
  }

  @Test
  void variants_howeverManyThereAre_areGoneWithTheirMainEntry() {
    fillMain("many", "main-1");
    for (int i = 0; i < MANY; i++) {
      fillVariant("many", i);
    }
    assertTrue(isFresh(scripts.response("many", variant(MANY - 1))));
    scripts.delete("many", "k", "op");
    fillMain("many", "main-2");

    for (int i = 0; i < MANY; i++) {
      assertEquals(NOTHING, scripts.response("many", variant(i)), variant(i));
      assertEquals("0", redis.command("EXISTS", "many:entry:" + variant(i)));
    }
    assertEquals("k", redis.command("ZRANGE", "many:index", "0", "-1"));
  }

  @Test
  void variants_howeverManyThereAre_areStaleWithTheirMainEntry() {
    fillMain("soft", "main-1");
    for (int i = 0; i < MANY; i++) {
      fillVariant("soft", i);
    }
    assertEquals("1\nk\n1", scripts.invalidate("soft", "soft", "k"));
    fillMain("soft", "main-2");

    for (int i = 0; i < MANY; i++) {
      List<String> response = scripts.response("soft", variant(i));
      assertEquals("of v-" + i, response.get(response.size() - 1));
      assertTrue(!isFresh(response) && Long.parseLong(response.get(8)) < 60_000, variant(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "hard", "write", "nothing"})
  void variants_afterTheTimeOfTheirMainEntryWasShortened_areGoneWithIt(String change) {
    String cache = "short-" + change;
    fillMain(cache, "main-1");
    fillVariant(cache, 1);
    scripts.expire(cache, "k", "op-1", "1");
    Await.until(
        "the main entry has expired",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", cache + ":entry:k").equals("0"));

    switch (change) {
      case "delete" -> scripts.delete(cache, "k", "op-2");
      case "hard" -> scripts.invalidate(cache, "hard", "k");
      case "write" -> scripts.write(cache, "k", "op-2", "client's", 60000);
      default -> {}
    }
    fillMain(cache, "main-2");

    assertEquals(NOTHING, scripts.response(cache, variant(1)));
  }

  @Test
  void softInvalidation_ofAMainEntryThatIsStaleAlready_hitsItsFreshVariants() {
    fillMain("stale", "main-1");
    fillVariant("stale", 1);
    redis.command("HSET", "stale:entry:k", "fresh", "1");

    scripts.invalidate("stale", "soft", "k");

    assertEquals(false, isFresh(scripts.response("stale", variant(1))));
  }

  @Test
  void variant_confirmedOrStoredAnew_isFreshAgain_andOnlyThat() {
    fillMain("again", "main-1");
    fillVariant("again", 1);
    fillVariant("again", 2);
    fillVariant("again", 3);
    scripts.invalidate("again", "soft", "k");

    assertEquals("refreshed", scripts.confirm("again", variant(1), "v-1", "varies"));
    scripts.lease("again", variant(2), "v-2b", "always");
    scripts.fillLeased("again", variant(2), "v-2b", "", "varies");

    assertTrue(isFresh(scripts.response("again", variant(1))));
    assertTrue(isFresh(scripts.response("again", variant(2))));
    assertEquals(false, isFresh(scripts.response("again", variant(3))));
  }

  @Test
  void confirmation_ofTheMainEntry_decidesWhetherItVaries() {
    scripts.fill("confirmed", "k", "main-1", "", "");
    assertEquals("lost", scripts.fill("confirmed", variant(1), "v-1", "", "varies"));
    assertEquals("refreshed", scripts.confirm("confirmed", "k", "main-1", "varies"));
    fillVariant("confirmed", 1);
    assertEquals("refreshed", scripts.confirm("confirmed", "k", "main-1", "varies"));
    assertTrue(isFresh(scripts.response("confirmed", variant(1))));

    assertEquals("refreshed", scripts.confirm("confirmed", "k", "main-1", ""));

    assertEquals(NOTHING, scripts.response("confirmed", variant(1)));
    assertEquals("lost", scripts.fill("confirmed", variant(1), "v-2", "", "varies"));
  }

  @Test
  void confirmation_ofWhatIsGone_isLost_andTheNextBegins() {
    fillMain("gone", "main-1");
    fillVariant("gone", 1);
    redis.command("DEL", "gone:entry:k");

    assertEquals("lost", scripts.confirm("gone", variant(1), "v-1", "varies"));
    assertEquals("lost", scripts.confirm("gone", "k", "main-1", "varies"));

    assertEquals("0", redis.command("EXISTS", "gone:lease:k", "gone:lease:" + variant(1)));
  }

  @Test
  void fillOfAVariant_begunBeforeItsMainEntryWentOrTurned_isLost_andTheNextBegins() {
    fillMain("begun", "main-1");
    for (String mode : new String[] {"hard", "soft"}) {
      String key = "k\0\0" + mode;
      assertEquals("given", scripts.lease("begun", key, mode));
      assertTrue(scripts.lease("begun", key, "next").startsWith("taken"));
      scripts.invalidate("begun", mode, "k");
      fillMain("begun", "main-" + mode);

      assertEquals("lost", scripts.lease("begun", key, mode, "held"));
      assertEquals("given", scripts.lease("begun", key, "next"));
      assertEquals("lost", scripts.fillLeased("begun", key, mode, "", "varies"));
      assertTrue(scripts.fillLeased("begun", key, "next", "", "varies").startsWith("created"));
    }
  }

  @Test
  void fillOfAVariant_withoutAMainEntryThatVaries_isLost() {
    assertEquals("lost", scripts.fill("none", variant(1), "v-1", "", "varies"));
    scripts.write("none", "k", "op-1", "client's", 60000);
    assertEquals("lost", scripts.fill("none", variant(1), "v-2", "", "varies"));
    assertEquals(
        "0", redis.command("EXISTS", "none:entry:" + variant(1), "none:lease:" + variant(1)));
  }

  @Test
  void negativeAnswers_varyLikeOthers() {
    scripts.fill("negative", "k", "main-1", "negative", "varies");
    scripts.fill("negative", variant(1), "v-1", "", "varies");
    scripts.fill("negative", variant(2), "v-2", "negative", "varies");
    assertTrue(isFresh(scripts.response("negative", variant(1))));
    assertTrue(isFresh(scripts.response("negative", variant(2))));

    scripts.delete("negative", "k", "op");
    scripts.fill("negative", "k", "main-2", "negative", "varies");

    assertEquals(NOTHING, scripts.response("negative", variant(1)));
    assertEquals(NOTHING, scripts.response("negative", variant(2)));
  }

  @Test
  void variantsOfAMainEntryThatIsGone_takeNoRoom() {
    EntryScripts limited = new EntryScripts(redis, "3", "");
    fillMain("full", "main-1");
    fillVariant("full", 1);
    fillVariant("full", 2);
    assertEquals("full\nentries", limited.write("full", "other", "op-1", "x", 60000));
    redis.command("DEL", "full:entry:k");

    for (int i = 0; i < 3; i++) {
      String written = limited.write("full", "other-" + i, "other-" + i, "x", 60000);
      assertTrue(written.startsWith("created"), written);
    }
  }

  @Test
  void list_showsNoVariants() {
    fillMain("list", "main-1");
    fillVariant("list", 1);

    String list =
        AllScripts.run(
            redis,
            AllScripts.script("entry-list")
                .on(Fields.utf8("list:index"))
                .with("root", "list:")
                .with("lower", "-")
                .with("upper", "+")
                .with("most", 100)
                .with("group", ""));

    assertTrue(list.startsWith("2\nk\0\0") && list.contains("\nk\nmain-1\n"), list);
    assertEquals(false, list.contains("v-1"), list);
    assertEquals(false, list.contains(variant(1)), list);
  }

  @Test
  void read_ofWhatVaries_givesItOnlyToWhoHasChosenIt() {
    fillMain("read", "main-1");
    String version = scripts.response("read", "k").get(0);

    assertEquals("", scripts.read("read", "k", 100));
    assertEquals("", scripts.read("read", "k", 100, version + "x"));
    assertTrue(scripts.read("read", "k", 100, version).endsWith("\nof main-1"));
  }
}
