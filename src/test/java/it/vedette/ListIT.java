package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of entries. */
class ListIT {
  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  @Test
  void list_pageByPage_hasEveryEntryOnceInOrder() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      keys.add("key-%02d".formatted(i));
      client.put(entries.entry(keys.get(i)), "x");
    }

    List<String> listed = new ArrayList<>();
    String page = entries.list() + "?limit=4&prefix=key-";
    while (!page.isEmpty()) {
      Answer answer = client.get(page);
      assertEquals(200, answer.status(), answer::text);
      assertTrue(answer.json().getJsonArray("items").size() <= 4);
      listed.addAll(keys(answer));
      page = answer.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
      assertEquals(page.isEmpty(), !answer.json().containsKey("next"));
    }
    assertEquals(keys, listed);
  }

  @Test
  void list_withPrefix_hasOnlyWhatBeginsWithIt() {
    for (String key : List.of("a", "a*", "a*b", "ab", "b", "%E2%82%AC", "%E2%82%AC1", "%C3%BF")) {
      client.put(entries.entry(key), "x");
    }

    assertEquals(List.of("a*", "a*b"), keys(client.get(entries.list() + "?prefix=a*")));
    assertEquals(List.of("€", "€1"), keys(client.get(entries.list() + "?prefix=%E2%82%AC")));
    assertEquals(List.of(), keys(client.get(entries.list() + "?prefix=zzz")));
    assertEquals(
        List.of("a", "a*", "a*b", "ab", "b", "ÿ", "€", "€1"), keys(client.get(entries.list())));
  }

  @Test
  void list_item_tellsAllButTheValue() {
    String tag =
        client.put(entries.entry("k") + "?ttl=90", "12345", "Content-Type", "a/b").header("ETag");

    JsonObject item = client.get(entries.list()).json().getJsonArray("items").getJsonObject(0);

    assertEquals(tag, item.getString("etag"));
    assertEquals("a/b", item.getString("mediaType"));
    assertEquals(5, item.getInt("size"));
    assertTrue(item.getInt("ttl") > 80 && item.getInt("ttl") <= 90);
    assertFalse(item.getString("created").isEmpty());
  }

  @Test
  void list_afterExpiryAndDeletion_forgets() {
    client.put(entries.entry("short") + "?ttl=1", "x");
    client.put(entries.entry("gone"), "x");
    client.put(entries.entry("stays"), "x");
    client.delete(entries.entry("gone"));

    Await.until(
        "only what lives is listed",
        Duration.ofSeconds(5),
        () -> keys(client.get(entries.list())).equals(List.of("stays")));
  }

  @Test
  void list_whoseFirstEntriesAreGone_looksFurtherBeforeItIsEmpty() {
    for (int i = 10; i < 40; i++) {
      client.put(entries.entry("gone-" + i) + "?ttl=1", "x");
    }
    client.put(entries.entry("stays"), "x");
    Await.until(
        "the others have expired",
        Duration.ofSeconds(5),
        () -> client.get(entries.entry("gone-39")).status() == 404);

    assertEquals(List.of("stays"), keys(client.get(entries.list() + "?limit=2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "cursor=*", "cursor=", "prefx=a"})
  void list_badParameter_isNamed(String query) {
    Answer answer = client.get(entries.list() + "?" + query);

    assertEquals(400, answer.status());
    assertEquals(
        query.substring(0, query.indexOf('=')),
        answer.json().getJsonArray("errors").getJsonObject(0).getString("parameter"));
  }

  private static List<String> keys(Answer answer) {
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("key"))
        .toList();
  }
}
