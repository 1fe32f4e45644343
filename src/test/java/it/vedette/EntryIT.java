package it.vedette;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storing, reading and deleting entries. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class EntryIT {
  private static final int LARGEST = 8 * 1024 * 1024;

  private final Client client;
  private final Entries entries = Entries.fresh();

  EntryIT(HttpClient.Version version) {
    client = Target.client(version);
  }

  @Test
  void put_newKey_isCreatedAtItsLocation() {
    Answer created = client.put(entries.entry("user/42"), "Ada", "Content-Type", "text/plain");

    assertEquals(201, created.status());
    assertEquals(entries.entry("user/42"), created.header("Location"));
    Answer read = client.get(created.header("Location"));
    assertEquals("Ada", read.text());
    assertEquals(created.header("ETag"), read.header("ETag"));
    assertEquals("text/plain", read.header("Content-Type"));
    assertEquals("private, no-cache", read.header("Cache-Control"));
    assertEquals("vedette; hit; ttl=300", read.header("Cache-Status"));
    assertEquals(created.header("Last-Modified"), read.header("Last-Modified"));
  }

  @Test
  void put_again_replacesUnderAnotherTag() {
    Answer first = client.put(entries.entry("k"), "one");
    Answer second = client.put(entries.entry("k"), "two");

    assertEquals(204, second.status());
    assertNotEquals(first.header("ETag"), second.header("ETag"));
    assertEquals("two", client.get(entries.entry("k")).text());
  }

  /** Large values stand elsewhere than small ones. */
  @ParameterizedTest
  @CsvSource({"16385, 3", "3, 16385", "16385, 16385", "20000, 0"})
  void put_inPlaceOfAnotherSize_leavesNothingOfIt(int before, int after) {
    client.put(entries.entry("k"), "a".repeat(before));
    Answer written = client.put(entries.entry("k"), "b".repeat(after));

    Answer read = client.get(entries.entry("k"));
    assertEquals("b".repeat(after), read.text());
    Answer head = client.send("HEAD", entries.entry("k"), new byte[0]);
    assertEquals(Integer.toString(after), head.header("Content-Length"));
    String tag = written.header("ETag");
    assertEquals(304, client.get(entries.entry("k"), "If-None-Match", tag).status());
    assertEquals(
        "b".repeat(after), client.get(entries.entry("k"), "If-None-Match", "\"x\"").text());
    Answer taken = client.delete(entries.entry("k"), "Prefer", "return=representation");
    assertEquals("b".repeat(after), taken.text());
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256, 16_384, 16_385, 100_000, LARGEST})
  void get_anyBytes_givesThemBack(int size) {
    byte[] value = new byte[size];
    for (int i = 0; i < size; i++) {
      value[i] = (byte) (i * 31);
    }
    // A busy machine may need longer than the deadline for the largest: then we are told to retry.
    Await.until(
        "the value is stored",
        Duration.ofSeconds(20),
        () -> client.send("PUT", entries.entry("bytes"), value).status() < 300);

    Answer read = client.get(entries.entry("bytes"));
    assertEquals(Integer.toString(size), read.header("Content-Length"));
    assertArrayEquals(value, read.body());
    Answer head = client.send("HEAD", entries.entry("bytes"), new byte[0]);
    assertEquals(200, head.status());
    assertEquals(Integer.toString(size), head.header("Content-Length"));
    assertEquals(read.header("ETag"), head.header("ETag"));
  }

  @Test
  void put_oneByteTooMany_isRefusedBeforeItIsSent() {
    String head =
        "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
            .formatted(entries.entry("big"), LARGEST + 1);

    String answer = RawHttp.exchange(Target.base(), head);

    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    assertTrue(answer.contains("urn:vedette:problem:too-large"), answer);
    assertTrue(answer.contains("8388608"), answer);
    assertEquals(404, client.get(entries.entry("big")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "Text/Plain;  charset=\"utf-8\"",
        "text/plain; Charset=UTF-8",
        "text/plain;CHARSET=utf-8;a=b",
        "text/plain;charset=\"utf-8\";a=b",
        "application/vnd.x+json; Z=1; p=\"a;b\"",
        "image/png"
      })
  void get_mediaType_isExactlyWhatWasStored(String type) {
    client.put(entries.entry("typed"), "x", "Content-Type", type);

    assertEquals(type, client.get(entries.entry("typed")).header("Content-Type"));
  }

  @Test
  void put_withoutMediaType_isOctetStream() {
    client.put(entries.entry("untyped"), "x");

    assertEquals(
        "application/octet-stream", client.get(entries.entry("untyped")).header("Content-Type"));
  }

  @Test
  void delete_withItsRepresentation_givesWhatItWas() {
    byte[] large = new byte[100_000];
    String tag =
        client
            .send("PUT", entries.entry("k"), large, "Content-Type", "a/b", "Cache-Groups", "\"g\"")
            .header("ETag");

    Answer failed =
        client.delete(
            entries.entry("k"), "Prefer", "return=representation", "If-Match", "\"other\"");
    Answer taken = client.delete(entries.entry("k"), "Prefer", "return=representation");

    assertEquals(412, failed.status());
    assertEquals(200, taken.status());
    assertEquals("return=representation", taken.header("Preference-Applied"));
    assertEquals(tag, taken.header("ETag"));
    assertEquals("a/b", taken.header("Content-Type"));
    assertEquals("\"g\"", taken.header("Cache-Groups"));
    assertArrayEquals(large, taken.body());
    assertEquals(404, client.get(entries.entry("k")).status());
    Answer absent = client.delete(entries.entry("k"), "Prefer", "return=representation");
    assertEquals(204, absent.status());
  }

  @Test
  void delete_presentAndAbsent_isNoContent() {
    client.put(entries.entry("k"), "x");

    assertEquals(204, client.delete(entries.entry("k")).status());
    assertEquals(204, client.delete(entries.entry("k")).status());
    Answer missed = client.get(entries.entry("k"));
    assertEquals(404, missed.status());
    assertEquals("entry-not-found", missed.problem());
    assertEquals("vedette; fwd=uri-miss", missed.header("Cache-Status"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ttl=2", "ttl=PT2S"})
  void entry_afterItsTimeToLive_isGone(String ttl) {
    long stored = System.nanoTime();
    client.put(entries.entry("short") + "?" + ttl, "x");
    boolean early = client.get(entries.entry("short")).status() == 404;
    Duration checked = Duration.ofNanos(System.nanoTime() - stored);

    assertTrue(!early || checked.compareTo(Duration.ofSeconds(2)) >= 0, "expired too early");
    Await.until(
        "the entry has expired",
        Duration.ofSeconds(4),
        () -> client.get(entries.entry("short")).status() == 404);
    Duration gone = Duration.ofNanos(System.nanoTime() - stored);
    assertTrue(gone.toMillis() >= 1990, "lived only " + gone);
    assertTrue(gone.toMillis() <= 3500, "lived as long as " + gone);
  }

  @Test
  void idleLimit_readInTime_slides() {
    client.put(entries.entry("idle") + "?idle=2&ttl=60", "x");
    long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    Await.until(
        "four seconds of reading",
        Duration.ofSeconds(8),
        () -> {
          assertEquals(200, client.get(entries.entry("idle")).status());
          return System.nanoTime() > until;
        });

    Await.until(
        "the entry that nobody reads has expired",
        Duration.ofSeconds(5),
        () -> client.get(entries.ttl("idle")).status() == 404);
  }
}
