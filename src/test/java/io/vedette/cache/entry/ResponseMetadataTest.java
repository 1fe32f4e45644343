package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.cache.policy.CacheConfig;
import io.vedette.config.TestSettings;
import io.vedette.origin.Freshness;
import io.vedette.origin.OriginAnswer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResponseMetadataTest {
  private static final Map<String, String> GERMAN = Map.of("accept-language", "de");

  private static final Entry ENTRY =
      new Entry(
          "a",
          "text/plain",
          Instant.EPOCH,
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new Groups(List.of("g")),
          Optional.empty(),
          0,
          new byte[0]);

  private static ResponseMetadata response(
      int status, Map<String, String> selecting, Map<String, String> fields) {
    return new ResponseMetadata(
        status,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        true,
        Duration.ofMillis(4),
        selecting,
        fields);
  }

  @Test
  void parse_ofItsText_isTheSame() {
    ResponseMetadata response =
        response(
            200,
            GERMAN,
            Map.of("etag", "\"a:b\"", "x-empty", "", "x-é", "ü?:", "set-cookie", "a=b\nc=:d"));

    assertEquals(response, ResponseMetadata.parse(response.text()));
    assertEquals(
        response(404, Map.of(), Map.of()),
        ResponseMetadata.parse(response(404, Map.of(), Map.of()).text()));
  }

  @Test
  void negative_isWhatIsMissing() {
    assertTrue(response(404, Map.of(), Map.of()).negative());
    assertTrue(response(410, Map.of(), Map.of()).negative());
    assertFalse(response(200, Map.of(), Map.of()).negative());
  }

  @Test
  void matches_theSameFields_alsoWhenTheyAreMissing() {
    assertTrue(response(200, GERMAN, Map.of()).matches(GERMAN));
    assertFalse(response(200, GERMAN, Map.of()).matches(Map.of("accept-language", "en")));
    assertFalse(response(200, GERMAN, Map.of()).matches(Map.of()));
    assertTrue(response(200, Map.of("accept-language", ""), Map.of()).matches(Map.of()));
    assertTrue(response(200, Map.of(), Map.of()).matches(GERMAN));
  }

  @Test
  void matches_languagesThatSayTheSame_butNoOtherFields() {
    Map<String, String> written = Map.of("accept-language", "DE , en;q=0.50", "tenant", "a, b");
    ResponseMetadata response =
        ResponseMetadata.of(
            answer("Accept-Language, Tenant"),
            new Freshness(
                true,
                true,
                Duration.ofSeconds(60),
                Duration.ZERO,
                false,
                Optional.empty(),
                Optional.empty()),
            CacheConfig.from(TestSettings.with(Map.of())).common(),
            written);

    assertTrue(response.matches(written));
    assertTrue(response.matches(Map.of("accept-language", "en;q=0.5,de", "tenant", "a, b")));
    assertFalse(response.matches(Map.of("accept-language", "en,de;q=0.5", "tenant", "a, b")));
    assertFalse(response.matches(Map.of("accept-language", "en;q=0.5,de", "tenant", "a,b")));
    assertFalse(response.matches(Map.of("accept-language", "en;q=0.5,de", "tenant", "A, b")));
  }

  private static OriginAnswer answer(String vary) {
    return new OriginAnswer(
        200,
        HttpHeaders.of(Map.of("Vary", List.of(vary)), (name, value) -> true),
        new byte[0],
        Instant.EPOCH,
        Duration.ZERO);
  }

  @Test
  void freshFor_isWhatItsAgeLeaves() {
    assertEquals(Duration.ofSeconds(59), response(200, GERMAN, GERMAN).freshFor());
  }

  @Test
  void updatedBy_takesWhatTheConfirmationSays_andKeepsTheRest() {
    Map<String, String> stored =
        Map.of("kept", "1", "replaced", "1", "date", "old", "content-encoding", "br", "hop", "1");
    OriginAnswer merged =
        response(200, Map.of(), stored)
            .updatedBy(
                confirmation(
                    Map.of(
                        "Replaced", "2",
                        "Added", "3",
                        "Content-Encoding", "gzip",
                        "Content-Length", "99",
                        "Hop", "2",
                        "Connection", "Hop, Close")),
                ENTRY);

    assertEquals(200, merged.status());
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    merged.fields().map().forEach((name, lines) -> fields.put(name, String.join("|", lines)));
    Map<String, String> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    expected.putAll(
        Map.of(
            "kept", "1",
            "replaced", "2",
            "added", "3",
            "content-encoding", "br",
            "hop", "1",
            "content-type", "text/plain",
            "cache-groups", "\"g\""));
    assertEquals(expected, fields);
  }

  private static OriginAnswer confirmation(Map<String, String> fields) {
    Map<String, List<String>> lines = new TreeMap<>();
    fields.forEach((name, value) -> lines.put(name, List.of(value)));
    return new OriginAnswer(
        304,
        HttpHeaders.of(lines, (name, value) -> true),
        new byte[0],
        Instant.EPOCH,
        Duration.ZERO);
  }

  @Test
  void variants_haveKeysOfTheirOwn() {
    EntryKey key = EntryKey.of("a", Optional.empty());
    EntryKey german = VariantKeys.of(key, GERMAN, GERMAN);

    assertEquals(19, german.bytes().length);
    assertEquals(0, german.bytes()[1]);
    assertEquals(0, german.bytes()[2]);
    Map<String, String> germanAndMore = Map.of("accept-language", "de", "other", "x");
    assertArrayEquals(german.bytes(), VariantKeys.of(key, GERMAN, germanAndMore).bytes());
    Map<String, String> upper = Map.of("accept-language", "DE;q=1.0");
    assertArrayEquals(german.bytes(), VariantKeys.of(key, GERMAN, upper).bytes());
    Map<String, String> english = Map.of("accept-language", "en");
    assertFalse(Arrays.equals(german.bytes(), VariantKeys.of(key, GERMAN, english).bytes()));
  }
}
