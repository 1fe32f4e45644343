package io.vedette.cache.entry;

import io.vedette.cache.policy.Policy;
import io.vedette.http.HttpDate;
import io.vedette.origin.Freshness;
import io.vedette.origin.OriginAnswer;
import io.vedette.origin.Validators;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an origin said of a value besides the value: a stored response, RFC 9111, section 3.
 *
 * @param age how long ago it was generated when it was received
 * @param lifetime how long it is fresh from then on
 * @param whileRevalidate how long after that it may be used while another is loaded
 * @param ifError how long after that it may be used when the origin fails
 * @param strict whether it may never be used stale
 * @param took how long it took to load
 * @param selecting the request fields that it varies with, by lower-case name, as they are compared
 * @param fields those of its header that are kept, by lower-case name
 */
public record ResponseMetadata(
    int status,
    Duration age,
    Duration lifetime,
    Duration whileRevalidate,
    Duration ifError,
    boolean strict,
    Duration took,
    Map<String, String> selecting,
    Map<String, String> fields) {
  private static final char SELECTING = '?';

  /** They describe the bytes that are stored, which a 304 does not change. */
  private static final Set<String> OF_THE_BYTES =
      Set.of("content-encoding", "content-length", "content-range");

  public ResponseMetadata {
    selecting = Map.copyOf(selecting);
    fields = Map.copyOf(fields);
  }

  /**
   * Takes from an answer what is to be kept.
   *
   * @param forwarded the request fields that the origin got to see, in lower case; what it would
   *     have seen and was not sent is there, too, and empty
   */
  public static ResponseMetadata of(
      OriginAnswer answer, Freshness freshness, Policy policy, Map<String, String> forwarded) {
    Map<String, String> selecting = new LinkedHashMap<>();
    AnswerFields.names(answer.field("Vary"))
        .filter(forwarded::containsKey)
        .forEach(name -> selecting.put(name, VariantKeys.selecting(name, forwarded)));
    return new ResponseMetadata(
        answer.status(),
        freshness.age(),
        freshness.lifetime(),
        freshness.staleWhileRevalidate().orElse(policy.readThrough().whileRevalidate()),
        freshness.staleIfError().orElse(policy.readThrough().ifError()),
        freshness.strict(),
        answer.took(),
        selecting,
        AnswerFields.kept(answer));
  }

  /**
   * What its origin says of it by now, after it has confirmed it with a 304: each field of that
   * replaces the stored one, RFC 9111, sections 3.2 and 4.3.4. A date is always that of the 304.
   *
   * @param entry what is stored with this response
   */
  OriginAnswer updatedBy(OriginAnswer confirmation, Entry entry) {
    Map<String, List<String>> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.forEach((name, value) -> merged.put(name, AnswerFields.lines(value)));
    merged.remove("date");
    merged.put("content-type", List.of(entry.mediaType()));
    if (!entry.groups().names().isEmpty()) {
      merged.put(Groups.FIELD, List.of(entry.groups().field()));
    }
    Set<String> hopByHop =
        AnswerFields.names(confirmation.field("Connection")).collect(Collectors.toSet());
    confirmation
        .fields()
        .map()
        .forEach(
            (name, lines) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!hopByHop.contains(lower) && !OF_THE_BYTES.contains(lower)) {
                merged.put(name, lines);
              }
            });
    merged.remove("connection");
    return new OriginAnswer(
        status,
        HttpHeaders.of(merged, (name, value) -> true),
        entry.value(),
        confirmation.received(),
        confirmation.took());
  }

  /** With which its origin may confirm it. */
  public Validators validators() {
    return new Validators(field("etag"), field("last-modified"));
  }

  /** Whether the origin said that there is no such value. */
  public boolean negative() {
    return status == 404 || status == 410;
  }

  /** Whether it answers a request with these fields, too: RFC 9111, section 4.1. */
  public boolean matches(Map<String, String> forwarded) {
    return selecting.entrySet().stream()
        .allMatch(it -> it.getValue().equals(VariantKeys.selecting(it.getKey(), forwarded)));
  }

  /** For how long it is fresh when it is stored at once. */
  public Duration freshFor() {
    return lifetime.compareTo(age) > 0 ? lifetime.minus(age) : Duration.ZERO;
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  public Optional<Instant> lastModified() {
    return field("last-modified").flatMap(HttpDate::parse);
  }

  /** The form in Redis: a line of numbers, then each line of a field. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Stream.of(age, lifetime, whileRevalidate, ifError, took)
            .map(duration -> Long.toString(duration.toMillis()))
            .collect(Collectors.joining(" ", status + " " + (strict ? 1 : 0) + " ", "")));
    selecting.forEach((name, value) -> lines.add(SELECTING + name + ":" + value));
    fields.forEach(
        (name, value) -> AnswerFields.lines(value).forEach(line -> lines.add(name + ":" + line)));
    return String.join("\n", lines);
  }

  /** Reads the form in Redis. */
  public static ResponseMetadata parse(String text) {
    String[] lines = text.split("\n", -1);
    String[] numbers = lines[0].split(" ", -1);
    Map<String, String> selecting = new LinkedHashMap<>();
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      boolean selects = lines[i].charAt(0) == SELECTING;
      int colon = lines[i].indexOf(':');
      (selects ? selecting : fields)
          .merge(
              lines[i].substring(selects ? 1 : 0, colon),
              lines[i].substring(colon + 1),
              AnswerFields::withLine);
    }
    return new ResponseMetadata(
        Integer.parseInt(numbers[0]),
        millis(numbers[2]),
        millis(numbers[3]),
        millis(numbers[4]),
        millis(numbers[5]),
        numbers[1].equals("1"),
        millis(numbers[6]),
        selecting,
        fields);
  }

  private static Duration millis(String number) {
    return Duration.ofMillis(Long.parseLong(number));
  }
}
