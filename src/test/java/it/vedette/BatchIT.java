package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Many operations in one request. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class BatchIT {
  @AutoClose("shutdown")
  private static final ExecutorService threads = Executors.newCachedThreadPool();

  private final Client client;
  private final Entries entries = Entries.fresh();

  BatchIT(HttpClient.Version version) {
    client = Target.client(version);
  }

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

  @Test
  void operations_answerAsIfEachHadComeAlone() {
    client.put(entries.entry("old"), "x");
    client.put(entries.entry("gone"), "x");

    JsonArray results =
        results(
            false,
            """
            {'op':'put','key':'a b/ü','value':'text','ttl':'PT1M','groups':['g']},
            {'op':'put','key':'old','base64':'/wA=','mediaType':'image/x'},
            {'op':'delete','key':'gone'},
            {'op':'get','key':'missing'},
            {'op':'put','key':'never','value':'x','ifMatch':'*'}
            """);

    assertEquals(List.of(201, 204, 204, 404, 412), statuses(results));
    Answer stored = client.get(entries.entry("a%20b/%C3%BC"));
    assertEquals("text", stored.text());
    assertEquals("text/plain;charset=utf-8", stored.header("Content-Type"));
    assertEquals(stored.header("ETag"), results.getJsonObject(0).getString("etag"));
    assertEquals("\"g\"", stored.header("Cache-Groups"));
    assertEquals(2, client.get(entries.entry("old")).body().length);
    assertEquals(404, client.get(entries.entry("gone")).status());
    JsonObject problem = results.getJsonObject(4).getJsonObject("problem");
    assertEquals("urn:vedette:problem:precondition-failed", problem.getString("type"));
    assertEquals("not-applied", problem.getString("outcome"));
  }

  @Test
  void get_givesTextAsTextAndBytesInBase64() {
    client.put(entries.entry("t"), "ü", "Content-Type", "text/plain", "Cache-Groups", "\"g\"");
    client.send("PUT", entries.entry("b"), new byte[] {(byte) 0xff, 0});
    String tag = client.get(entries.entry("t")).header("ETag").replace("\"", "\\'");

    JsonArray results =
        results(
            false,
            """
            {'op':'get','key':'t'}, {'op':'get','key':'b'},
            {'op':'get','key':'dHQ','keyEncoding':'base64url'}
            """);

    assertEquals(List.of(200, 200, 404), statuses(results));
    JsonObject text = results.getJsonObject(0);
    assertEquals("ü", text.getString("value"));
    assertEquals("text/plain", text.getString("mediaType"));
    assertEquals("[\"g\"]", text.getJsonArray("groups").toString());
    assertTrue(text.getInt("ttl") > 0);
    assertEquals("/wA=", results.getJsonObject(1).getString("base64"));
    assertFalse(results.getJsonObject(1).containsKey("value"));
    assertEquals(
        List.of(304),
        statuses(results(false, "{'op':'get','key':'t','ifNoneMatch':'" + tag + "'}")));
  }

  @Test
  void atomically_oneFalseCondition_changesNothing() {
    client.put(entries.entry("kept"), "x");

    Answer refused =
        batch(
            true,
            """
            {'op':'put','key':'new','value':'y'},
            {'op':'put','key':'kept','value':'y','ifNoneMatch':'*'},
            {'op':'delete','key':'other'}
            """);

    assertEquals(412, refused.status());
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertTrue(refused.text().contains("[1]"), refused::text);
    assertEquals(404, client.get(entries.entry("new")).status());
    assertEquals("x", client.get(entries.entry("kept")).text());
  }

  @Test
  void atomically_whenAllHold_allIsDone() {
    client.put(entries.entry("gone"), "x", "Cache-Groups", "\"g\"");

    JsonArray results =
        results(
            true,
            """
            {'op':'put','key':'a','value':'1','ifNoneMatch':'*','groups':['g'],'idle':60},
            {'op':'delete','key':'gone','ifMatch':'*'},
            {'op':'delete','key':'missing'}
            """);

    assertEquals(List.of(201, 204, 204), statuses(results));
    assertEquals(
        client.get(entries.entry("a")).header("ETag"), results.getJsonObject(0).getString("etag"));
    JsonArray members = client.get(entries.list() + "?group=g").json().getJsonArray("items");
    assertEquals("a", members.getJsonObject(0).getString("key"));
    assertEquals(1, members.size());
  }

  @Test
  void atomically_ofManyWritersOnTwoKeys_oneWinsBoth() {
    String operations =
        "{'op':'put','key':'a','value':'%1$s','ifNoneMatch':'*'},"
            + "{'op':'put','key':'b','value':'%1$s','ifNoneMatch':'*'}";
    List<CompletableFuture<Integer>> writers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> batch(true, operations.formatted(i)).status()))
            .toList();

    assertEquals(1, writers.stream().filter(status -> status.join() == 200).count());
    assertEquals(client.get(entries.entry("a")).text(), client.get(entries.entry("b")).text());
  }

  @Test
  void aThousandOperations_areDoneInOneRequest() {
    String puts =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{'op':'put','key':'k%d','value':'v%d'}".formatted(i, i))
            .collect(Collectors.joining(","));
    assertEquals(
        1000, statuses(results(false, puts)).stream().filter(status -> status == 201).count());
    String gets = puts.replace("'put'", "'get'").replaceAll(",'value':'v[0-9]+'", "");
    JsonArray read = results(false, gets);
    assertEquals("v999", read.getJsonObject(999).getString("value"));

    String again = puts.replace(":'v", ":'w");
    assertEquals(
        1000, statuses(results(true, again)).stream().filter(status -> status == 204).count());
    assertEquals("w500", client.get(entries.entry("k500")).text());
  }

  @Test
  void manyBatchesOfSmallValues_haveRoomTogether() {
    client.put(entries.entry("k1"), "one");
    client.put(entries.entry("k2"), "x".repeat(5000));
    String gets =
        IntStream.range(0, 100)
            .mapToObj("{'op':'get','key':'k%d'}"::formatted)
            .collect(Collectors.joining(","));
    List<CompletableFuture<Answer>> readers =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> batch(false, gets), threads))
            .toList();

    for (CompletableFuture<Answer> reader : readers) {
      Answer answer = reader.join();
      assertEquals(200, answer.status(), answer::text);
      JsonArray results = answer.json().getJsonArray("results");
      assertEquals(List.of(404, 200, 200, 404), statuses(results).subList(0, 4));
      assertEquals("one", results.getJsonObject(1).getString("value"));
      assertEquals(5000, results.getJsonObject(2).getString("value").length());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op':'fetch','key':'b'}|/operations/1/op",
        "{'op':'get'}|/operations/1/key",
        "{'op':'get','key':'b','ttl':5}|/operations/1/ttl",
        "{'op':'put','key':'b'}|/operations/1/value",
        "{'op':'put','key':'b','value':'x','base64':'eA=='}|/operations/1/value",
        "{'op':'put','key':'b','base64':'*'}|/operations/1/base64",
        "{'op':'put','key':'b','value':5}|/operations/1/value",
        "{'op':'put','key':'b','value':'x','ttl':0}|/operations/1/ttl",
        "{'op':'put','key':'b','value':'x','tll':9}|/operations/1/tll",
        "{'op':'put','key':'b','value':'x','mediaType':'text'}|/operations/1/mediaType",
        "{'op':'put','key':'b','value':'x','groups':['']}|/operations/1/groups",
        "{'op':'put','key':'b','value':'x','ifMatch':'a'}|If-Match",
        "5|/operations/1"
      })
  void badOperation_isNamedAndNothingIsDone(String operation, String place) {
    Answer answer = batch(false, "{'op':'put','key':'a','value':'x'}," + operation);

    assertEquals(400, answer.status());
    assertTrue(answer.json().getJsonArray("errors").toString().contains(place), answer::text);
    assertEquals(404, client.get(entries.entry("a")).status());
  }

  @Test
  void atomically_reading_isRefused() {
    assertEquals(400, batch(true, "{'op':'get','key':'a'}").status());
  }
}
