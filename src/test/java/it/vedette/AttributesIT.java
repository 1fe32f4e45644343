package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications keep in a session. */
class AttributesIT {
  private final Client client = Target.client();

  private HeldSession session(String attributes) {
    return HeldSession.create(client, "{'attributes':" + attributes + "}");
  }

  private static String attributes(HeldSession session) {
    return session.attributes().toString().replace('"', '\'');
  }

  @Test
  void patch_mergesAsTheRfcSays() {
    HeldSession session = session("{'a':'b','c':{'d':'e','f':'g'},'n':[1,{'x':null}]}");
    Answer patched = session.patch("{'a':'z','c':{'f':null,'h':{'i':null,'j':1}},'n':null}");
    assertEquals(204, patched.status(), patched::text);
    assertEquals("{'a':'z','c':{'d':'e','h':{'j':1}}}", attributes(session));
    assertEquals(patched.header("ETag"), session.read().header("ETag"));
  }

  /** A decoder in Redis would round the one and mistake the other. */
  @Test
  void values_comeBackAsTheyWere() {
    HeldSession session = session("{'a':{'big':12345678901234567890.5,'none':[],'text':'\u20ac'}}");
    session.patch("{'a':{'more':{}}}");
    assertEquals(
        "{'a':{'big':12345678901234567890.5,'none':[],'text':'\u20ac','more':{}}}",
        attributes(session));
  }

  @Test
  void replace_removesWhatIsNotNamed() {
    HeldSession session = session("{'a':1,'b':2}");
    assertEquals(
        204, session.send("PUT", HeldSession.ATTRIBUTES, "{'b':{'x':1},'c':null}").status());
    assertEquals("{'b':{'x':1},'c':null}", attributes(session));
  }

  @Test
  void attribute_isCreatedReadReplacedAndRemoved() {
    HeldSession session = session("{}");
    String path = HeldSession.ATTRIBUTES + "/cart.items:1";
    assertEquals("attribute-not-found", session.send("GET", path, "").problem());

    Answer created = session.send("PUT", path, "[1,'two']");
    assertEquals(201, created.status(), created::text);
    assertEquals(path, created.header("Location"));
    Answer read = session.send("GET", path, "");
    assertAll(
        () -> assertEquals("[1,\"two\"]", read.text()),
        () -> assertEquals("application/json", read.header("Content-Type")),
        () -> assertEquals(created.header("ETag"), read.header("ETag")));
    assertEquals(304, session.send("GET", path, "", "If-None-Match", read.header("ETag")).status());

    Answer replaced = session.send("PUT", path, "null");
    assertEquals(204, replaced.status());
    assertNotEquals(created.header("ETag"), replaced.header("ETag"));
    assertEquals("null", session.send("GET", path, "").text());

    assertEquals(204, session.send("DELETE", path, "").status());
    assertEquals(204, session.send("DELETE", path, "").status());
    assertEquals(404, session.send("GET", path, "").status());
    assertEquals("{}", attributes(session));
  }

  @Test
  void conditions_ofAnAttribute_areAboutItAlone() {
    HeldSession session = session("{'cart':1,'lang':'de'}");
    String tag = session.send("GET", HeldSession.ATTRIBUTES + "/cart", "").header("ETag");
    session.set("lang", "'en'");
    assertEquals(204, session.set("cart", "2", "If-Match", tag).status());

    Answer late = session.set("cart", "3", "If-Match", tag);
    assertEquals(412, late.status());
    assertEquals("not-applied", late.json().getString("outcome"));
    assertEquals(412, session.set("cart", "4", "If-None-Match", "*").status());
    assertEquals(201, session.set("new", "5", "If-None-Match", "*").status());
    assertEquals(412, session.set("none", "6", "If-Match", "*").status());
    assertEquals("{'cart':2,'lang':'en','new':5}", attributes(session));
  }

  @Test
  void conditions_ofAll_areAboutTheSession() {
    HeldSession session = session("{'a':1}");
    String tag = session.read().header("ETag");
    assertEquals(204, session.patch("{'a':2}", "If-Match", tag).status());
    assertEquals(412, session.patch("{'a':3}", "If-Match", tag).status());
    assertEquals(412, session.send("PUT", HeldSession.ATTRIBUTES, "{}", "If-Match", tag).status());
    assertEquals("{'a':2}", attributes(session));
  }

  @Test
  void manyConditionalWriters_oneWins() {
    HeldSession session = session("{'a':0}");
    String tag = session.read().header("ETag");
    List<Integer> statuses =
        atOnce(100, i -> patch(session, "{'a':" + i + "}", "If-Match", tag)).stream()
            .map(Answer::status)
            .toList();
    assertEquals(1, statuses.stream().filter(status -> status == 204).count(), statuses::toString);
    assertEquals(99, statuses.stream().filter(status -> status == 412).count());
  }

  @Test
  void manyPatches_ofDifferentAttributes_loseNone() {
    HeldSession session = session("{'shared':{}}");
    atOnce(400, i -> patch(session, "{'a" + i + "':" + i + ",'shared':{'k" + i + "':1}}"))
        .forEach(answer -> assertEquals(204, answer.status(), answer::text));
    assertEquals(401, session.attributes().size());
    assertEquals(400, session.attributes().getJsonObject("shared").size());
  }

  private interface Sent {
    CompletableFuture<Answer> number(int i);
  }

  private static List<Answer> atOnce(int count, Sent request) {
    return IntStream.range(0, count).mapToObj(request::number).toList().stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static CompletableFuture<Answer> patch(HeldSession session, String json, String... more) {
    String[] fields = new String[4 + more.length];
    List.of("Session-Id", session.id(), "Content-Type", "application/merge-patch+json")
        .toArray(fields);
    System.arraycopy(more, 0, fields, 4, more.length);
    return session
        .client()
        .sendAsync(
            "PATCH",
            HeldSession.ATTRIBUTES,
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            fields);
  }

  @Test
  void tooMuch_isRefused_andChangesNothing() {
    HeldSession session = session("{'a':'" + "x".repeat(60_000) + "'}");
    Answer larger = session.set("b", "'" + "x".repeat(6_000) + "'");
    assertEquals(413, larger.status());
    assertTrue(larger.json().getString("detail").contains("65536 bytes"), larger::text);
    assertEquals("not-applied", larger.json().getString("outcome"));
    assertEquals(204, session.set("a", "1").status());
    assertEquals(201, session.set("b", "'" + "x".repeat(6_000) + "'").status());

    String thousand =
        IntStream.range(0, 999).mapToObj(i -> "'k" + i + "':1").reduce((a, b) -> a + "," + b).get();
    Answer more = session.patch("{" + thousand + "}");
    assertEquals(413, more.status());
    assertTrue(more.json().getString("detail").contains("1000 attributes"), more::text);
    assertEquals(2, session.attributes().size());
  }

  @Test
  void create_withTooMuch_isRefused() {
    Answer answer =
        client.post(
            HeldSession.SESSIONS, "{\"attributes\":{\"a\":\"" + "x".repeat(65_600) + "\"}}");
    assertEquals(413, answer.status(), answer::text);
    assertEquals("too-large", answer.problem());
  }

  @Test
  void patch_ofAnotherType_namesTheOneThatIsTaken() {
    HeldSession session = session("{'a':1}");
    Answer answer =
        client.send(
            "PATCH",
            HeldSession.ATTRIBUTES,
            "{}".getBytes(StandardCharsets.UTF_8),
            "Session-Id",
            session.id(),
            "Content-Type",
            "application/json");
    assertEquals(415, answer.status());
    assertEquals("application/merge-patch+json", answer.header("Accept-Patch"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "", "{'a':1}x", "{'a':1,'a':2}", "{'a b':1}"})
  void patch_malformed_changesNothing(String json) {
    HeldSession session = session("{'a':0}");
    assertEquals(400, session.patch(json).status());
    assertEquals("{'a':0}", attributes(session));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", ".a", "%2Fa", "-a", "a%00"})
  void attribute_withoutAName_isMalformed(String name) {
    HeldSession session = session("{}");
    assertEquals(400, session.set(name, "1").status());
  }

  @Test
  void deadSession_isNotWritten() {
    HeldSession session = session("{'a':0}");
    session.end();
    assertAll(
        () -> assertEquals(404, session.patch("{'a':1}").status()),
        () -> assertEquals(404, session.set("a", "1").status()),
        () -> assertEquals(404, session.send("PUT", HeldSession.ATTRIBUTES, "{}").status()),
        () -> assertEquals(404, session.send("DELETE", HeldSession.ATTRIBUTES + "/a", "").status()),
        () -> assertEquals(404, session.rotate("").status()));
    session.assertGone();
  }
}
