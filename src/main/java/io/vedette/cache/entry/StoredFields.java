package io.vedette.cache.entry;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in Redis (see {@code entry-form.lua}), judged by its clock.
 *
 * @param asked where the value was looked for
 * @param line what is known of it, by place; empty when there is none
 * @param groups joined by line feeds
 * @param value null when it is not here
 * @param now by the clock of Redis
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredFields(
    Value asked,
    String[] line,
    String mediaType,
    String groups,
    byte @Nullable [] value,
    Instant now) {
  /** Where the value is: {@code entry-form.lua} chooses by its size. */
  enum Value {
    /** Not asked for. */
    NONE,
    /** Among the fields of a small one. */
    INLINE,
    /** In a field of its own. */
    LARGE
  }

  private static final int ETAG = 0;
  private static final int SIZE = 1;
  private static final int CREATED = 2;
  private static final int MODIFIED = 3;
  private static final int EXPIRES = 4;
  private static final int IDLE = 5;
  private static final int STALE = 6;
  private static final int FRESH = 7;
  private static final int KIND = 10;
  private static final int GENERATION = 11;

  private static final List<byte[]> HEAD = names("about");
  private static final List<byte[]> WITH_VALUE = names("about", "value");
  private static final List<byte[]> WITH_LARGE = names("about", "large");
  private static final byte[] NOTHING = {};
  private static final String[] NO_LINE = {};

  private static List<byte[]> names(String... names) {
    return Stream.of(names).map(Fields::ascii).toList();
  }

  /** The names of the fields to read. */
  static List<byte[]> names(Value value) {
    return switch (value) {
      case NONE -> HEAD;
      case INLINE -> WITH_VALUE;
      case LARGE -> WITH_LARGE;
    };
  }

  /** Reads the fields of those names. */
  static StoredFields of(Value asked, List<@Nullable Object> fields, Instant now) {
    byte[] value = fields.size() > 1 && fields.get(1) instanceof byte[] bytes ? bytes : null;
    if (fields.get(0) == null) {
      return new StoredFields(asked, NO_LINE, "", "", value, now);
    }
    String about = Fields.text(fields.get(0));
    int line = about.indexOf('\n');
    int type = about.indexOf('\n', line + 1);
    return new StoredFields(
        asked,
        about.substring(0, line).split(" ", -1),
        about.substring(line + 1, type),
        about.substring(type + 1),
        value,
        now);
  }

  private Optional<Instant> instant(int place) {
    return line[place].isEmpty() ? Optional.empty() : Optional.of(time(place));
  }

  private Instant time(int place) {
    return Instant.ofEpochMilli(Long.parseLong(line[place]));
  }

  /** Whether somebody has stored something; what an origin said that it has not is none. */
  boolean isThere() {
    return line.length > 0 && !line[KIND].equals("negative");
  }

  /** Whether reading it changes something, or it is for some requests alone. */
  boolean isOrdinary(ReadMode reading) {
    return line[IDLE].isEmpty() && (line[GENERATION].isEmpty() || reading == ReadMode.PEEK);
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
    return Long.parseLong(line[SIZE]);
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
    return value == null ? size() == 0 : value.length == size();
  }

  String etag() {
    return line[ETAG];
  }

  Instant modified() {
    return time(MODIFIED);
  }

  /** The entry with its value, which is here. */
  Entry entry() {
    return entry(value == null ? NOTHING : value);
  }

  Entry withoutValue() {
    return entry(NOTHING);
  }

  private Entry entry(byte[] bytes) {
    Optional<Duration> left = instant(FRESH).or(() -> instant(EXPIRES)).map(this::until);
    return new Entry(
        etag(),
        mediaType,
        time(CREATED),
        modified(),
        left,
        left,
        Optional.empty(),
        Groups.fromStored(groups),
        stale(),
        size(),
        bytes);
  }

  private Duration until(Instant end) {
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }
}
