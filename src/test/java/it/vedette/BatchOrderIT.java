package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches of all kinds of reads, of operations on one key, and such that are too large. */
class BatchOrderIT {
  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  private Answer batch(boolean atomic, String operations) {
    String body = "{\"atomic\":%s,\"operations\":[%s]}".formatted(atomic, operations);
    return client.post(entries.batch(), body.replace('\'', '"'));
  }

  private JsonArray results(boolean atomic, String operations) {
    Answer answer = batch(atomic, operations);
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonArray("results");
  }

  private static List<Integer> statuses(JsonArray results) {
    return results.stream().map(result -> result.asJsonObject().getInt("status")).toList();
  }

  /** Some of them take more than a look, and there are more than one look takes. */
  @Test
  void gets_ofAllKinds_answerAsEachAlone() {
    String large = "x".repeat(20_000);
    client.put(entries.entry("k50"), "small");
    client.put(entries.entry("k150"), large);
    client.put(entries.entry("k152") + "?idle=60", "sliding");
    client.put(entries.entry("k153"), "stale");
    client.post(entries.invalidations(), "{\"keys\":[\"k153\"],\"mode\":\"soft\"}");
    client.put(entries.entry("k250"), "last");

    JsonArray results =
        results(
            false,
            IntStream.rangeClosed(0, 250)
                .mapToObj("{'op':'get','key':'k%d'}"::formatted)
                .collect(Collectors.joining(",")));

    Map<Integer, String> values =
        IntStream.rangeClosed(0, 250)
            .filter(i -> results.getJsonObject(i).getInt("status") == 200)
            .boxed()
            .collect(Collectors.toMap(i -> i, i -> results.getJsonObject(i).getString("value")));
    assertEquals(Map.of(50, "small", 150, large, 152, "sliding", 250, "last"), values);
    assertEquals(404, results.getJsonObject(153).getInt("status"));
  }

  @Test
  void operationsOnOneKey_areDoneInOrder() {
    String round =
        "{'op':'put','key':'k','value':'%1$d'},{'op':'get','key':'k'},{'op':'delete','key':'k'},"
            + "{'op':'get','key':'k'},{'op':'put','key':'k','value':'x','ifMatch':'*'},";
    StringBuilder rounds = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rounds.append(round.formatted(i));
    }

    JsonArray results =
        results(false, rounds + "{'op':'put','key':'aw','keyEncoding':'base64url','value':'end'}");
    for (int i = 0; i < 20; i++) {
      assertEquals(
          List.of(201, 200, 204, 404, 412),
          statuses(results).subList(5 * i, 5 * i + 5),
          "round " + i);
      assertEquals(Integer.toString(i), results.getJsonObject(5 * i + 1).getString("value"));
    }
    assertEquals("end", client.get(entries.entry("k")).text());
  }

  @Test
  void atomically_twoOnOneKey_isRefused() {
    Answer refused = batch(true, "{'op':'put','key':'a','value':'x'},{'op':'delete','key':'a'}");

    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("/operations/1/key"), refused::text);
  }

  @Test
  void valueOverItsLimit_isTooLarge() {
    entries.setPolicy(client, "{'maxBytes':10}");

    Answer refused = batch(false, "{'op':'put','key':'a','value':'12345678901'}");
    assertEquals(413, refused.status(), refused::text);
    assertTrue(refused.text().contains("/operations/0/value"), refused::text);
  }

  @Test
  void moreThanAThousand_areTooLarge() {
    Answer refused = batch(false, "{'op':'get','key':'k'},".repeat(1000) + "5");

    assertEquals(413, refused.status());
    assertEquals("too-large", refused.problem());
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertTrue(refused.text().contains("1000"), refused::text);
  }
}
