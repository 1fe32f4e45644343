package io.vedette.cache.entry;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entry as they stand in Redis (see {@code entry-change.lua}), judged by its
 * clock.
 *
 * @param asked where the value was looked for
 * @param values in the order of the names, null where there is none
 * @param now by the clock of Redis
 */
record StoredFields(Value asked, List<@Nullable Object> values, Instant now) {
  /** Where the value is: {@code entry-value.lua} chooses by its size. */
  enum Value {
    /** Not asked for. */
    NONE,
    /** Among the fields of a small one. */
    INLINE,
    /** In a field of its own. */
    LARGE
  }

  private static final int ETAG = 0;
  private static final int TYPE = 1;
  private static final int CREATED = 2;
  private static final int MODIFIED = 3;
  private static final int IDLE = 4;
  private static final int EXPIRES = 5;
  private static final int GROUPS = 6;
  private static final int STALE = 7;
  private static final int FRESH = 8;
  private static final int KIND = 9;
  private static final int GENERATION = 10;
  private static final int SIZE = 11;
  private static final int VALUE = 12;

  private static final List<byte[]> HEAD =
      names("etag type created modified idle expires groups stale fresh kind generation size");
  private static final List<byte[]> WITH_VALUE = with("value");
  private static final List<byte[]> WITH_LARGE = with("large");
  private static final byte[] NOTHING = {};

  private static List<byte[]> names(String names) {
    return Stream.of(names.split(" ", -1)).map(Fields::ascii).toList();
  }

  private static List<byte[]> with(String name) {
    return Stream.of(HEAD, names(name)).flatMap(List::stream).toList();
  }

  /** The names of the fields to read. */
  static List<byte[]> names(Value value) {
    return switch (value) {
      case NONE -> HEAD;
      case INLINE -> WITH_VALUE;
      case LARGE -> WITH_LARGE;
    };
  }

  private @Nullable Object field(int place) {
    return values.get(place);
  }

  private String text(int place) {
    return Fields.text(field(place));
  }

  private Optional<Instant> instant(int place) {
    return Optional.ofNullable(field(place)).map(Fields::instant);
  }

  /** Whether somebody has stored something; what an origin said that it has not is none. */
  boolean isThere() {
    return field(ETAG) != null && !text(KIND).equals("negative");
  }

  /** Whether reading it changes something, or it is for some requests alone. */
  boolean isOrdinary(ReadMode reading) {
    return field(IDLE) == null && (field(GENERATION) == null || reading == ReadMode.PEEK);
  }

  /** For how long it has been stale; empty when it is fresh. */
  Optional<Duration> stale() {
    return Stream.of(instant(STALE), instant(FRESH))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .map(since -> Duration.between(since, now))
        .filter(age -> !age.isNegative());
  }

  long size() {
    return Fields.number(field(SIZE));
  }

  byte[] value() {
    return values.size() > VALUE && values.get(VALUE) instanceof byte[] value ? value : NOTHING;
  }

  /** Where the value is. */
  Value place() {
    Value place = size() > EntryStore.AT_ONCE ? Value.LARGE : Value.INLINE;
    if (place == asked) {
      throw new IllegalStateException("an entry without its value");
    }
    return place;
  }

  /** Whether the value is here, or has no bytes. */
  boolean hasValue() {
    return value().length == size();
  }

  String etag() {
    return text(ETAG);
  }

  Instant modified() {
    return Fields.instant(field(MODIFIED));
  }

  Entry entry(byte[] value) {
    Optional<Duration> left = instant(FRESH).or(() -> instant(EXPIRES)).map(this::until);
    return new Entry(
        etag(),
        text(TYPE),
        Fields.instant(field(CREATED)),
        modified(),
        left,
        left,
        Optional.empty(),
        Groups.fromStored(text(GROUPS)),
        stale(),
        size(),
        value);
  }

  private Duration until(Instant end) {
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }
}
