package io.vedette.cache.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntryReplyTest {
  /** A reply as Redisson gives it: texts as bytes, whole numbers as they are. */
  private static List<Object> reply(Object... fields) {
    return Stream.of(fields)
        .map(field -> field instanceof String text ? text.getBytes(UTF_8) : field)
        .toList();
  }

  @Test
  void entry_withValue_isRead() {
    Entry entry =
        EntryReply.entry(
            reply(
                "found",
                "tag",
                "text/plain",
                "1000",
                "2000",
                1500L,
                3L,
                "",
                "3500",
                "",
                "a\nb c",
                "",
                "abc"));

    assertAll(
        () -> assertEquals("tag", entry.etag()),
        () -> assertEquals("text/plain", entry.mediaType()),
        () -> assertEquals(Instant.ofEpochMilli(1000), entry.created()),
        () -> assertEquals(Instant.ofEpochMilli(2000), entry.modified()),
        () -> assertEquals(Optional.of(Duration.ofMillis(1500)), entry.left()),
        () -> assertEquals(Optional.of(Duration.ofMillis(1500)), entry.lifetime()),
        () -> assertEquals(Optional.empty(), entry.idle()),
        () -> assertEquals(List.of("a", "b c"), entry.groups().names()),
        () -> assertEquals(Optional.empty(), entry.stale()),
        () -> assertEquals(3, entry.size()),
        () -> assertArrayEquals("abc".getBytes(UTF_8), entry.value()));
  }

  @Test
  void entry_withIdleLimit_hasTwoEnds() {
    Entry entry =
        EntryReply.entry(
            reply("found", "t", "a/b", "1000", "2000", 500L, 3L, "700", "9000", 2000L, "", 30L));

    assertAll(
        () -> assertEquals(Optional.of(Duration.ofMillis(500)), entry.left()),
        () -> assertEquals(Optional.of(Duration.ofMillis(7000)), entry.lifetime()),
        () -> assertEquals(Optional.of(Duration.ofMillis(700)), entry.idle()),
        () -> assertEquals(Optional.of(Duration.ofMillis(30)), entry.stale()),
        () -> assertEquals(Groups.NONE, entry.groups()),
        () -> assertEquals(0, entry.value().length));
  }

  @Test
  void entry_thatStays_hasNoEnd() {
    Entry entry =
        EntryReply.entry(reply("found", "t", "a/b", "1", "2", -1L, 0L, "", "", "", "", ""));

    assertEquals(Optional.empty(), entry.left());
    assertEquals(Optional.empty(), entry.lifetime());
  }

  @Test
  void entry_thatStaysWhileItIsRead_hasOnlyTheIdleEnd() {
    Entry entry =
        EntryReply.entry(reply("found", "t", "a/b", "1", "2", 50L, 0L, "100", "", 7L, "", ""));

    assertEquals(Optional.of(Duration.ofMillis(50)), entry.left());
    assertEquals(Optional.empty(), entry.lifetime());
  }

  @Test
  void listed_anItem_isRead() {
    ListedEntry entry = EntryReply.listed(reply("key", "tag", "a/b", 5L, "1000", 2500L, "g", "7"));

    assertAll(
        () -> assertEquals("key", entry.key().text()),
        () -> assertEquals("tag", entry.etag()),
        () -> assertEquals("a/b", entry.mediaType()),
        () -> assertEquals(5, entry.size()),
        () -> assertEquals(Instant.ofEpochMilli(1000), entry.created()),
        () -> assertEquals(Optional.of(Duration.ofMillis(2500)), entry.left()),
        () -> assertEquals(List.of("g"), entry.groups().names()),
        () -> assertTrue(entry.stale()));
  }

  @Test
  void text_ofWhatIsNoText_isEmpty() {
    assertEquals("", Fields.text(Arrays.asList((Object) null).get(0)));
    assertEquals("", Fields.text(5L));
  }
}
