package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vedette.cache.policy.Capacity;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.policy.TestPolicies;
import io.vedette.http.FakeRequest;
import io.vedette.redis.Durability;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryAnswerTest {
  private static final byte[] NONE = {};
  private static final Policy PRIVATE = policy(false);
  private static final Policy PUBLIC = policy(true);

  private static Policy policy(boolean shared) {
    return new Policy(
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        Optional.empty(),
        10,
        shared,
        false,
        false,
        Optional.empty(),
        Durability.NONE,
        Capacity.UNLIMITED,
        TestPolicies.FILLED_BY_CLIENTS);
  }

  private static EntryStore.Read read(Optional<Duration> left, boolean modified) {
    return read(new byte[] {1, 2, 3}, left, modified);
  }

  private static EntryStore.Read read(byte[] value, Optional<Duration> left, boolean modified) {
    return new EntryStore.Read(
        entry(value, left, Groups.NONE, Optional.empty()), modified, Optional.empty());
  }

  private static Entry entry(
      byte[] value, Optional<Duration> left, Groups groups, Optional<Duration> stale) {
    return new Entry(
        "tag",
        "text/plain",
        Instant.EPOCH,
        Instant.ofEpochSecond(784111777, 999_000_000),
        left,
        left,
        Optional.empty(),
        groups,
        stale,
        3,
        value);
  }

  private static EntryRequest put(String target) {
    return EntryRequest.of("news", "entries", FakeRequest.of("PUT", target).request());
  }

  private static String header(Response answer, String field) {
    return String.valueOf(answer.getHeaderString(field));
  }

  @Test
  void found_aPrivateEntry_hasItsFieldsAndValue() {
    Response answer = EntryAnswer.found(read(Optional.of(Duration.ofSeconds(37)), true), PRIVATE);

    assertAll(
        () -> assertEquals(200, answer.getStatus()),
        () -> assertEquals("\"tag\"", header(answer, "ETag")),
        () -> assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", header(answer, "Last-Modified")),
        () -> assertEquals("private, no-cache", header(answer, "Cache-Control")),
        () -> assertEquals("vedette; hit; ttl=37", header(answer, "Cache-Status")),
        () -> assertEquals(3, assertInstanceOf(EntryValue.class, answer.getEntity()).length()));
  }

  /** Cache-Status rounds up, so that no live entry is at 0; max-age down, so that none outlives. */
  @ParameterizedTest
  @CsvSource({"1, 1, 0", "999, 1, 0", "1000, 1, 1", "1001, 2, 1", "59999, 60, 59", "60000, 60, 60"})
  void found_aPublicEntry_roundsBothWays(long millis, int ttl, int maxAge) {
    Response answer = EntryAnswer.found(read(Optional.of(Duration.ofMillis(millis)), true), PUBLIC);

    assertEquals("vedette; hit; ttl=" + ttl, header(answer, "Cache-Status"));
    assertEquals("public, max-age=" + maxAge, header(answer, "Cache-Control"));
  }

  @Test
  void found_anEntryThatStays_hasNoTimes() {
    Response answer = EntryAnswer.found(read(Optional.empty(), true), PUBLIC);

    assertEquals("vedette; hit", header(answer, "Cache-Status"));
    assertEquals("public", header(answer, "Cache-Control"));
  }

  @Test
  void found_aStaleEntry_saysSinceWhen() {
    Entry stale =
        entry(
            NONE,
            Optional.of(Duration.ofMinutes(5)),
            Groups.NONE,
            Optional.of(Duration.ofMillis(12_900)));
    Response answer = EntryAnswer.found(new EntryStore.Read(stale, true, Optional.empty()), PUBLIC);

    assertEquals("vedette; hit; ttl=-12", header(answer, "Cache-Status"));
    assertEquals("public, max-age=0", header(answer, "Cache-Control"));
  }

  @Test
  void found_anEntryInGroups_namesThem() {
    Groups groups = new Groups(List.of("user-42", "a \"b\\"));
    Entry entry = entry(NONE, Optional.empty(), groups, Optional.empty());

    assertEquals(
        "\"user-42\", \"a \\\"b\\\\\"",
        header(
            EntryAnswer.found(new EntryStore.Read(entry, true, Optional.empty()), PRIVATE),
            "Cache-Groups"));
  }

  @Test
  void found_notModified_hasTheValidatorsOnly() {
    Response answer = EntryAnswer.found(read(Optional.of(Duration.ofSeconds(5)), false), PRIVATE);

    assertAll(
        () -> assertEquals(304, answer.getStatus()),
        () -> assertEquals("\"tag\"", header(answer, "ETag")),
        () -> assertEquals("private, no-cache", header(answer, "Cache-Control")),
        () -> assertEquals("vedette; hit; ttl=5", header(answer, "Cache-Status")),
        () -> assertNull(answer.getHeaderString("Content-Type")),
        () -> assertNull(answer.getEntity()));
  }

  @Test
  void found_anEntryReadWithoutItsValue_hasTheLengthStill() {
    EntryValue value =
        assertInstanceOf(
            EntryValue.class,
            EntryAnswer.found(read(NONE, Optional.empty(), true), PRIVATE).getEntity());

    assertEquals(3, value.length());
    assertEquals(0, value.bytes().length);
  }

  @Test
  void missing_anEntry_isAProblemWithItsCacheStatus() {
    Response answer = EntryAnswer.missing(put("/api/v1/caches/news/entries/a"));

    assertEquals(404, answer.getStatus());
    assertEquals("vedette; fwd=uri-miss", header(answer, "Cache-Status"));
    assertEquals("application/problem+json", header(answer, "Content-Type"));
  }

  @Test
  void written_created_tellsItsPlaceAsItWasSent() {
    var written = new EntryStore.Written("tag", true, Instant.ofEpochSecond(784111777));
    Response answer =
        EntryAnswer.written(written, put("/api/v1/caches/news/entries/YQ?keyEncoding=base64url"));

    assertAll(
        () -> assertEquals(201, answer.getStatus()),
        () ->
            assertEquals(
                "/api/v1/caches/news/entries/YQ?keyEncoding=base64url", header(answer, "Location")),
        () -> assertEquals("\"tag\"", header(answer, "ETag")),
        () -> assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", header(answer, "Last-Modified")));
  }

  @Test
  void written_replaced_hasNoPlace() {
    var written = new EntryStore.Written("tag", false, Instant.EPOCH);
    Response answer = EntryAnswer.written(written, put("/api/v1/caches/news/entries/a"));

    assertEquals(204, answer.getStatus());
    assertNull(answer.getHeaderString("Location"));
  }

  @Test
  void timestamp_anInstant_isInMilliseconds() {
    assertEquals("1970-01-01T00:00:00.001Z", EntryAnswer.timestamp(Instant.ofEpochMilli(1)));
    assertEquals("1970-01-01T00:00:01Z", EntryAnswer.timestamp(Instant.ofEpochSecond(1, 999)));
  }
}
