package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of caches, set by HTTP. */
class PolicyIT {
  private static final int AT_ONCE = 50;
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(1);

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  private static Answer set(Client client, String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return client.put(path, json, all.toArray(String[]::new));
  }

  private Answer set(String json, String... headers) {
    return set(client, entries.policy(), json, headers);
  }

  @Test
  void policy_setReplacedAndRemoved_isReadAtOnce() {
    Answer common = client.get(entries.policy());
    assertTrue(common.header("ETag").startsWith("W/"), common.header("ETag"));
    assertEquals(
        304, client.get(entries.policy(), "If-None-Match", common.header("ETag")).status());

    Answer created = set("{\"ttl\":\"PT1M\",\"maxTtl\":3600,\"idle\":30}");
    assertEquals(201, created.status(), created::text);
    assertEquals(entries.policy(), created.header("Location"));
    Answer read = client.get(entries.policy());
    assertEquals(created.header("ETag"), read.header("ETag"));
    assertEquals(60, read.json().getInt("ttl"));
    assertEquals(3600, read.json().getInt("maxTtl"));
    assertEquals(30, read.json().getInt("idle"));
    assertEquals(8388608, read.json().getInt("maxBytes"));
    assertFalse(read.json().getBoolean("fixed"));
    assertEquals(304, client.get(entries.policy(), "If-None-Match", read.header("ETag")).status());
    assertEquals(412, client.get(entries.policy(), "If-Match", "\"other\"").status());

    Answer replaced = set("{\"ttl\":61}");
    assertEquals(204, replaced.status());
    assertEquals(61, client.get(entries.policy()).json().getInt("ttl"));
    assertTrue(client.get(entries.policy()).json().isNull("idle"));

    assertEquals(204, client.delete(entries.policy()).status());
    assertEquals(204, client.delete(entries.policy()).status());
    assertEquals(common.text(), client.get(entries.policy()).text());
  }

  @Test
  void conditions_false_changeNothing() {
    assertEquals(412, set("{}", "If-Match", "*").status());
    String tag = set("{\"ttl\":60}", "If-None-Match", "*").header("ETag");

    Answer refused = set("{\"ttl\":61}", "If-Match", "\"other\"");
    assertEquals(412, refused.status());
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertEquals(412, set("{\"ttl\":61}", "If-None-Match", tag).status());
    assertEquals(412, client.delete(entries.policy(), "If-Match", "\"other\"").status());
    assertEquals(60, client.get(entries.policy()).json().getInt("ttl"));

    String next = set("{\"ttl\":61}", "If-Match", tag).header("ETag");
    assertEquals(412, client.delete(entries.policy(), "If-Match", tag).status());
    assertEquals(204, client.delete(entries.policy(), "If-Match", next).status());
  }

  @Test
  void creators_manyAtOnce_oneWins() throws Exception {
    List<CompletableFuture<Answer>> creators = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      byte[] body = "{\"ttl\":%d}".formatted(60 + i).getBytes(StandardCharsets.UTF_8);
      creators.add(
          client.sendAsync(
              "PUT",
              entries.policy(),
              body,
              "Content-Type",
              "application/json",
              "If-None-Match",
              "*"));
    }
    List<String> tags = new ArrayList<>();
    for (CompletableFuture<Answer> creator : creators) {
      Answer answer = creator.get(30, TimeUnit.SECONDS);
      assertTrue(answer.status() == 201 || answer.status() == 412, answer::text);
      if (answer.status() == 201) {
        tags.add(answer.header("ETag"));
      }
    }
    assertEquals(List.of(client.get(entries.policy()).header("ETag")), tags);
  }

  @Test
  void policy_set_holdsForEntries() {
    set(
        """
        {"ttl":60,"maxTtl":120,"maxBytes":10,"public":true,"conditional":true,"immortal":true}""");
    String entry = entries.entry("k");

    assertEquals(428, client.put(entry, "x").status());
    assertEquals(413, client.put(entry, "12345678901", "If-None-Match", "*").status());
    assertEquals(400, client.put(entry + "?ttl=121", "x", "If-None-Match", "*").status());
    String tag = client.put(entry, "x", "If-None-Match", "*").header("ETag");
    int left = client.get(entries.ttl("k")).json().getInt("ttl");
    assertTrue(left > 50 && left <= 60, "ttl is " + left);
    assertTrue(client.get(entry).header("Cache-Control").startsWith("public, max-age="));
    assertEquals(204, client.delete(entries.ttl("k"), "If-Match", tag).status());

    set("{}");
    assertEquals("private, no-cache", client.get(entry).header("Cache-Control"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"ttl":0}                  | /ttl
          {"ttl":60,"maxTtl":59}     | /ttl
          {"maxTtl":"P3651D"}        | /maxTtl
          {"idle":"soon"}            | /idle
          {"maxBytes":67108865}      | /maxBytes
          {"public":"yes"}           | /public
          {"immortal":1}             | /immortal
          {"conditional":null}       | /conditional
          {"name":"other"}           | /name
          {"tl":5}                   | /tl
          """)
  void policy_badMember_isNamedAndNothingChanges(String document, String pointer) {
    String before = client.get(entries.policy()).text();

    Answer refused = set(document);

    assertEquals(400, refused.status(), refused::text);
    assertEquals(
        pointer, refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals(before, client.get(entries.policy()).text());
  }

  @Test
  void policy_severalBadMembers_areAllNamed() {
    Answer refused = set("{\"ttl\":0,\"maxBytes\":0,\"public\":0}");

    assertEquals(3, refused.json().getJsonArray("errors").size(), refused::text);
  }

  @Test
  void policies_onTwoServers_areTheSameWithinASecond() {
    Client here = new Client(Target.server().base());
    Client there = new Client(Target.other().base());

    Answer refused = set(here, "/api/v1/caches/fixed", "{}");
    assertEquals(409, refused.status());
    assertEquals("conflict", refused.problem());
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertEquals(409, here.delete("/api/v1/caches/fixed").status());
    assertTrue(here.get("/api/v1/caches").text().contains("\"name\":\"fixed\""));

    for (int ttl = 60; ttl < 65; ttl++) {
      set(here, entries.policy(), "{\"ttl\":%d}".formatted(ttl));
      awaitTtl(there, ttl);
    }
    here.delete(entries.policy());
    awaitTtl(there, 300);
  }

  private void awaitTtl(Client there, int ttl) {
    Await.until(
        "the other server to know ttl " + ttl,
        SHOWN_WITHIN,
        () -> there.get(entries.policy()).json().getInt("ttl") == ttl);
  }
}
