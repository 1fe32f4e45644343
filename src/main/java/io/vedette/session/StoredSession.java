package io.vedette.session;

import io.vedette.http.Conditions.Verdict;
import io.vedette.redis.Fields;
import io.vedette.session.SessionStore.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session as it stands in Redis: {@code session.lua} tells its fields and when it ends.
 *
 * @param fields by name
 */
record StoredSession(String handle, Map<String, String> fields) {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** Those that are not attributes. */
  private static final List<byte[]> HEAD =
      Stream.of("id subject generation created ends accessed idle slice etag device".split(" ", -1))
          .map(Fields::ascii)
          .toList();

  /** The names of the fields to read for that attribute, or none for all fields. */
  static List<byte[]> names(Optional<AttributeName> attribute) {
    List<byte[]> all = new ArrayList<>(HEAD);
    attribute.ifPresent(name -> all.add(Fields.ascii(SessionReply.ATTRIBUTE + name.text())));
    return attribute.isPresent() ? all : List.of();
  }

  /**
   * What was read; empty when there is nothing.
   *
   * @param names that were asked for; none when the values have theirs before them
   */
  static Optional<StoredSession> of(
      String handle, List<byte[]> names, List<@Nullable Object> values) {
    Map<String, String> fields = new HashMap<>();
    int step = names.isEmpty() ? 2 : 1;
    for (int i = 0; i < values.size(); i += step) {
      Object name = names.isEmpty() ? values.get(i) : names.get(i);
      Object value = values.get(i + step - 1);
      if (value != null) {
        fields.put(Fields.text(name), Fields.text(value));
      }
    }
    return Optional.of(new StoredSession(handle, fields)).filter(it -> fields.containsKey("id"));
  }

  /** Whether it is the live session that this id stands for. */
  boolean isOf(SessionId id, String subject, String generation) {
    return field("id").equals(id.digest())
        && field("subject").equals(subject)
        && field("generation").equals(generation);
  }

  /**
   * The answer to a reader; empty when the session has to be used, or is about to end.
   *
   * @param now by the clock of Redis
   */
  Optional<Read> read(SessionReader.Wanted wanted, Instant now) {
    Duration left = Duration.between(now, end());
    boolean due = wanted.access() && !instant("accessed").plus(millis("slice")).isAfter(now);
    return due || left.compareTo(SHORTEST) < 0
        ? Optional.empty()
        : Optional.of(read(wanted, SessionReply.session(handle, left, fields)));
  }

  private static Read read(SessionReader.Wanted wanted, Session session) {
    String tag =
        wanted.attribute().flatMap(session::attribute).map(Attribute::tag).orElse(session.tag());
    boolean absent = wanted.attribute().isPresent() && session.attributes().isEmpty();
    Verdict verdict =
        absent ? Verdict.PASSED : wanted.conditions().on('"' + tag + '"', Instant.EPOCH);
    if (verdict == Verdict.FAILED) {
      throw SessionRefusal.preconditionFailed();
    }
    return verdict == Verdict.PASSED
        ? new Read(session, true)
        : new Read(session.withTag(tag), false);
  }

  private Instant end() {
    Instant unused = instant("accessed").plus(millis("idle")).plus(millis("slice"));
    Instant ends = instant("ends");
    return unused.isBefore(ends) ? unused : ends;
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private Instant instant(String name) {
    return Instant.ofEpochMilli(Long.parseLong(field(name)));
  }

  private Duration millis(String name) {
    return Duration.ofMillis(Long.parseLong(field(name)));
  }
}
