package io.vedette.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Failure;
import io.vedette.http.Conditions;
import io.vedette.session.SessionReader.Wanted;
import io.vedette.session.SessionStore.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredSessionTest {
  private static final AttributeName CART = new AttributeName("cart");
  private static final Optional<AttributeName> WHOLE = Optional.empty();

  private final SessionId id = SessionId.random(new Random(1));
  private final TreeMap<String, String> fields = new TreeMap<>();

  StoredSessionTest() {
    fields.put("id", id.digest());
    fields.put("subject", "ada");
    fields.put("generation", "7");
    fields.put("created", "1000");
    fields.put("ends", "100000");
    fields.put("accessed", "5000");
    fields.put("idle", "20000");
    fields.put("slice", "1000");
    fields.put("etag", "t");
    fields.put("a:cart", "c [1]");
    fields.put("a:user", "u \"ada\"");
  }

  private StoredSession stored(Optional<AttributeName> attribute) {
    List<byte[]> names = StoredSession.names(attribute);
    List<@Nullable Object> values = new ArrayList<>();
    if (names.isEmpty()) {
      fields.forEach(
          (name, value) -> {
            values.add(name.getBytes(UTF_8));
            values.add(value.getBytes(UTF_8));
          });
    } else {
      names.stream()
          .map(name -> fields.get(new String(name, UTF_8)))
          .forEach(value -> values.add(value == null ? null : value.getBytes(UTF_8)));
    }
    return StoredSession.of("h", names, values).orElseThrow();
  }

  private Optional<Read> read(
      Optional<AttributeName> attribute, Conditions conditions, boolean access, long now) {
    return stored(attribute)
        .read(new Wanted(id, attribute, conditions, access), Instant.ofEpochMilli(now));
  }

  private static Conditions match(String tag) {
    return Conditions.of(Optional.of('"' + tag + '"'), Optional.empty());
  }

  private static Conditions noneMatch(String tag) {
    return Conditions.of(Optional.empty(), Optional.of('"' + tag + '"'));
  }

  @Test
  void read_ofAll_isTheWholeSession() {
    Read read = read(WHOLE, Conditions.NONE, true, 5500).orElseThrow();

    assertTrue(read.modified());
    assertEquals("h", read.session().handle());
    assertEquals(Optional.of("ada"), read.session().subject());
    assertEquals(Duration.ofMillis(20_500), read.session().left());
    assertEquals(
        List.of(new Attribute("cart", "c", "[1]"), new Attribute("user", "u", "\"ada\"")),
        read.session().attributes());
  }

  @Test
  void read_ofOneAttribute_hasThatAlone() {
    assertEquals(
        List.of(new Attribute("cart", "c", "[1]")),
        read(Optional.of(CART), Conditions.NONE, true, 5500).orElseThrow().session().attributes());
  }

  @Test
  void read_ofAnAttributeThatIsAbsent_hasNone_whateverTheConditions() {
    fields.remove("a:cart");

    assertEquals(
        List.of(),
        read(Optional.of(CART), match("other"), true, 5500).orElseThrow().session().attributes());
  }

  @Test
  void read_underConditions_isDecidedByTheTagOfWhatIsRead() {
    assertFalse(read(WHOLE, noneMatch("t"), true, 5500).orElseThrow().modified());
    assertTrue(read(WHOLE, noneMatch("c"), true, 5500).orElseThrow().modified());
    assertThrows(Failure.class, () -> read(WHOLE, match("c"), true, 5500));

    Read known = read(Optional.of(CART), noneMatch("c"), true, 5500).orElseThrow();
    assertFalse(known.modified());
    assertEquals("c", known.session().tag());
    assertThrows(Failure.class, () -> read(Optional.of(CART), match("t"), true, 5500));
  }

  /** It ends 21 s after the access, its limit and a slice. */
  @ParameterizedTest
  @CsvSource({
    "5000, true, true",
    "5999, true, true",
    "6000, true, false",
    "6000, false, true",
    "25999, false, true",
    "26000, false, false",
  })
  void read_isLeftToAScript_whenASliceIsOver_andAtTheEnd(long now, boolean access, boolean here) {
    assertEquals(here, read(WHOLE, Conditions.NONE, access, now).isPresent());
  }

  @Test
  void read_nearTheAbsoluteLimit_tellsThat() {
    fields.put("ends", "7000");

    assertEquals(
        Duration.ofMillis(1500),
        read(WHOLE, Conditions.NONE, true, 5500).orElseThrow().session().left());
  }

  @Test
  void isOf_anotherId_subjectOrGeneration_isNot() {
    StoredSession stored = stored(WHOLE);

    assertTrue(stored.isOf(id, "ada", "7"));
    assertFalse(stored.isOf(SessionId.random(new Random(2)), "ada", "7"));
    assertFalse(stored.isOf(id, "", "7"));
    assertFalse(stored.isOf(id, "ada", ""));
  }

  @Test
  void of_nothing_isNone() {
    List<byte[]> one = StoredSession.names(Optional.of(CART));
    List<@Nullable Object> absent = new ArrayList<>();
    one.forEach(name -> absent.add(null));

    assertEquals(Optional.empty(), StoredSession.of("h", List.of(), List.of()));
    assertEquals(Optional.empty(), StoredSession.of("h", one, absent));
  }
}
