package io.vedette.cache.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredFieldsTest {
  private static final Instant NOW = Instant.ofEpochMilli(100_000);

  private static final List<String> LINE =
      List.of(
          "etag size created modified expires idle stale fresh loaded turned kind generation"
              .split(" ", -1));

  private final Map<String, String> fields =
      new HashMap<>(
          Map.of(
              "etag", "t",
              "type", "a/b",
              "created", "1000",
              "modified", "2000",
              "expires", "130000",
              "size", "3",
              "value", "abc"));

  private StoredFields stored(StoredFields.Value value) {
    List<Object> values =
        StoredFields.names(value).stream()
            .map(name -> new String(name, UTF_8))
            .map(name -> name.equals("about") ? about() : fields.get(name))
            .<Object>map(text -> text == null ? null : text.getBytes(UTF_8))
            .toList();
    return StoredFields.of(value, values, NOW);
  }

  private @Nullable String about() {
    String line =
        LINE.stream().map(name -> fields.getOrDefault(name, "")).collect(Collectors.joining(" "));
    String groups = fields.getOrDefault("groups", "");
    return fields.isEmpty() ? null : line + "\n" + fields.get("type") + "\n" + groups;
  }

  private Entry entry() {
    return stored(StoredFields.Value.INLINE).entry();
  }

  @Test
  void entry_isWhatTheFieldsSay() {
    Entry entry = entry();

    assertEquals("t", entry.etag());
    assertEquals("a/b", entry.mediaType());
    assertEquals(Instant.ofEpochMilli(1_000), entry.created());
    assertEquals(Instant.ofEpochMilli(2_000), entry.modified());
    assertEquals(Optional.of(Duration.ofSeconds(30)), entry.left());
    assertEquals(Optional.empty(), entry.stale());
    assertEquals(3, entry.size());
    assertArrayEquals("abc".getBytes(UTF_8), entry.value());
  }

  @Test
  void entry_thatStays_hasNoTimeLeft() {
    fields.remove("expires");

    assertEquals(Optional.empty(), entry().left());
  }

  @Test
  void entry_ofAnOrigin_isFreshUntilThen() {
    fields.put("fresh", "101000");
    assertEquals(Optional.of(Duration.ofSeconds(1)), entry().left());
    assertEquals(Optional.empty(), entry().stale());

    fields.put("fresh", "99000");
    assertEquals(Optional.of(Duration.ZERO), entry().left());
    assertEquals(Optional.of(Duration.ofSeconds(1)), entry().stale());
  }

  @Test
  void entry_softlyInvalidated_isStaleSinceTheFirstOfBoth() {
    fields.put("stale", "90000");
    fields.put("fresh", "95000");

    assertEquals(Optional.of(Duration.ofSeconds(10)), entry().stale());
  }

  @Test
  void isThere_withoutATagOrForAnOriginThatHasNothing_isFalse() {
    assertTrue(stored(StoredFields.Value.NONE).isThere());
    fields.put("kind", "negative");
    assertFalse(stored(StoredFields.Value.NONE).isThere());
    fields.clear();
    assertFalse(stored(StoredFields.Value.NONE).isThere());
  }

  @Test
  void isOrdinary_whatEachReadExtendsOrVaries_isNot() {
    assertTrue(stored(StoredFields.Value.NONE).isOrdinary(ReadMode.VALUE));
    fields.put("generation", "life 0");
    assertFalse(stored(StoredFields.Value.NONE).isOrdinary(ReadMode.VALUE));
    assertTrue(stored(StoredFields.Value.NONE).isOrdinary(ReadMode.PEEK));
    fields.put("idle", "1000");
    assertFalse(stored(StoredFields.Value.NONE).isOrdinary(ReadMode.PEEK));
  }

  @Test
  void hasValue_whereTheValueIsElsewhere_isFalse() {
    assertTrue(stored(StoredFields.Value.INLINE).hasValue());
    assertFalse(stored(StoredFields.Value.NONE).hasValue());
    fields.put("size", "20000");
    fields.remove("value");
    assertFalse(stored(StoredFields.Value.INLINE).hasValue());
    fields.put("size", "0");
    assertTrue(stored(StoredFields.Value.NONE).hasValue());
  }

  /** Each is looked for once: what is missing where its size says is not there. */
  @Test
  void place_isTheOtherField_andNeverTheSame() {
    assertEquals(StoredFields.Value.INLINE, stored(StoredFields.Value.NONE).place());
    fields.put("size", Integer.toString(EntryStore.AT_ONCE + 1));
    assertEquals(StoredFields.Value.LARGE, stored(StoredFields.Value.INLINE).place());

    StoredFields broken = stored(StoredFields.Value.LARGE);
    assertThrows(IllegalStateException.class, broken::place);
  }
}
