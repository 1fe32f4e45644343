package it.vedette;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that is to break a parser, or the server with it. */
@Timeout(600)
class HostileBodyIT {
  private static final int ALL_OF_A_BATCH = 4 * 1024 * 1024;

  private final Client client = HostileTarget.client();
  private final Entries entries = Entries.fresh();

  @AfterEach
  void serverIsUnharmed() throws IOException {
    HostileTarget.assertUnharmed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400", "1e1000000000", "1e-1000000000", "1E2147483647", "1e2147483648", "1e-99999999999",
        "-1e1000000000", "9007199254740993", "1.0000000000000000000000001", "NaN", "Infinity", "0x1"
      })
  void number_beyondItsRange_isRefusedWherever(String number) {
    assertRefused(client.post(entries.counter("k"), "{\"by\":" + number + "}"));
    assertRefused(client.post(entries.counter("k"), "{\"ttl\":" + number + "}"));
    assertRefused(json("PUT", entries.policy(), "{\"maxBytes\":" + number + "}"));
    assertRefused(json("PUT", entries.policy(), "{\"ttl\":" + number + "}"));
    assertRefused(json("PUT", entries.ttl("k"), "{\"ttl\":" + number + "}"));
    assertRefused(
        client.post(
            entries.batch(),
            "{\"operations\":[{\"op\":\"put\",\"key\":\"k\",\"value\":\"\",\"ttl\":"
                + number
                + "}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "[", "{\"a\":", "[1,", "{\"a\":[", "\"a\":", "-", "1.0"})
  void json_ofOnePartAsOftenAsFits_isRefused(String part) {
    for (int size : new int[] {60_000, ALL_OF_A_BATCH - 100}) {
      String json = "{\"operations\":[" + part.repeat(size / part.length()) + "]}";
      assertRefused(client.post(entries.batch(), json));
    }
    assertRefused(client.post(entries.counter("k"), "{\"by\":" + part.repeat(60_000 / 8) + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\\ud800", "\\udc00\\ud800"})
  void text_thatIsNone_isRefusedInsteadOfStoredAsAnother(String text) {
    for (String member : List.of("key\":\"%s\",\"value\":\"", "key\":\"k\",\"value\":\"%s")) {
      String operation = "{\"op\":\"put\",\"" + member.formatted(text) + "\"}";
      assertRefused(
          client.send(
              "POST",
              entries.batch(),
              ("{\"operations\":[" + operation + "]}").getBytes(ISO_8859_1),
              "Content-Type",
              "application/json"));
    }
    assertTrue(client.get(entries.list()).json().getJsonArray("items").isEmpty());
  }

  @Test
  void name_ofFourMegabytes_isRepeatedInShort() {
    Answer answer = client.post(entries.batch(), "{\"" + "a".repeat(4_000_000) + "\":1}");

    assertRefused(answer);
    assertTrue(answer.body().length < 3000, () -> answer.body().length + " bytes");
  }

  /** "Aa" and "BB" have one hash code, and so has any sequence of them. */
  @Test
  void names_ofOneHashCode_areNoSlowerThanOthers() {
    String members =
        IntStream.range(0, 1 << 15)
            .mapToObj(
                i -> Integer.toBinaryString((1 << 15) + i).replace("1", "Aa").replace("0", "BB"))
            .map(name -> '"' + name + "\":1")
            .collect(Collectors.joining(","));

    assertRefused(client.post(entries.batch(), "{" + members + "}"));
  }

  @Test
  void member_givenTwice_isRefused() {
    assertRefused(client.post(entries.counter("k"), "{\"by\":1,\"by\":2}"));
    assertRefused(
        client.post(
            entries.batch(), "{\"operations\":[{\"op\":\"get\",\"key\":\"a\",\"key\":\"b\"}]}"));
  }

  /** Two of these at a time were enough to end a server. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"\":1}", "1", "\"\""})
  void values_byTheMillionFromManyClients_doNotEndTheServer(String value) {
    String many = (value + ",").repeat(ALL_OF_A_BATCH / (value.length() + 1) - 10) + value;
    assertAllAnswered("{\"operations\":[" + many + "]}");
  }

  @Test
  void values_asManyAsAreAllowedFromManyClients_doNotEndTheServer() {
    assertAllAnswered("{\"operations\":[" + "{},".repeat(49_000) + "{}]}");
    assertAllAnswered("{\"operations\":[\"" + "é".repeat(2_000_000) + "\"]}");
  }

  private void assertAllAnswered(String json) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      answers.add(
          client.sendAsync(
              "POST", entries.batch(), json.getBytes(UTF_8), "Content-Type", "application/json"));
    }
    for (CompletableFuture<Answer> answer : answers) {
      int status = answer.join().status();
      assertTrue(Set.of(400, 413, 503).contains(status), () -> "answered " + status);
    }
  }

  /** Nothing is ever decompressed: a coded value is refused unread. */
  @Test
  void bomb_inGzip_isRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 1000; i++) {
        gzip.write(new byte[100_000]);
      }
    }
    for (String coding : List.of("gzip", "x-gzip", "deflate", "br", "gzip, identity")) {
      Answer answer =
          client.send("PUT", entries.entry("k"), bomb.toByteArray(), "Content-Encoding", coding);
      assertEquals(415, answer.status(), answer::text);
    }
    Answer plain = client.send("PUT", entries.entry("k"), bomb.toByteArray());
    assertEquals(201, plain.status());
    assertEquals(bomb.size(), client.get(entries.entry("k")).body().length);
  }

  private Answer json(String method, String path, String json) {
    return client.send(method, path, json.getBytes(UTF_8), "Content-Type", "application/json");
  }

  private static void assertRefused(Answer answer) {
    assertEquals(400, answer.status(), answer::text);
    assertEquals("malformed-request", answer.problem());
  }
}
