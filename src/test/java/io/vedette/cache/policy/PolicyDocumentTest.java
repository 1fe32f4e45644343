package io.vedette.cache.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.InputError;
import io.vedette.failure.Problem;
import io.vedette.http.Refusals;
import io.vedette.redis.Durability;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  private static final Policy COMMON =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofDays(30),
          Optional.of(Duration.ofMinutes(1)),
          1000,
          true,
          false,
          true,
          Optional.empty(),
          Durability.NONE,
          Capacity.UNLIMITED,
          TestPolicies.FILLED_BY_CLIENTS);

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  private static List<String> refused(String text) {
    JsonObject document = json(text);
    return Refusals.refused(Problem.MALFORMED_REQUEST, () -> PolicyDocument.read(document, COMMON))
        .errors()
        .stream()
        .map(InputError::name)
        .toList();
  }

  @Test
  void read_nothingGiven_isTheCommonOne() {
    assertEquals(COMMON, PolicyDocument.read(json("{}"), COMMON));
  }

  @Test
  void read_whatOfWrote_isTheSame() {
    Policy policy =
        new Policy(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Optional.of(Duration.ofSeconds(3)),
            4,
            false,
            true,
            false,
            Optional.of(Duration.ofSeconds(5)),
            Durability.PERSISTED,
            new Capacity(OptionalLong.of(6), OptionalLong.of(5_000_000_000L)),
            TestPolicies.FILLED_FROM_MAIN);

    assertEquals(policy, PolicyDocument.read(PolicyDocument.of(policy).build(), COMMON));
  }

  @Test
  void read_nullAsIdle_isNoLimit() {
    assertEquals(Optional.empty(), PolicyDocument.read(json("{'idle':null}"), COMMON).idle());
  }

  @Test
  void read_whatIsNone_staysSo_whateverIsCommon() {
    Policy none = PolicyDocument.read(json("{'idle':null,'negativeTtl':null}"), COMMON);

    assertEquals(none, PolicyDocument.read(PolicyDocument.of(none).build(), COMMON));
    assertEquals(Duration.ZERO, none.readThrough().negativeTtl());
  }

  @Test
  void read_nullAsCapacity_isNoLimit_whateverIsCommon() {
    Policy limited = PolicyDocument.read(json("{'maxEntries':1,'maxTotalBytes':2}"), COMMON);

    assertEquals(
        Capacity.UNLIMITED,
        PolicyDocument.read(json("{'maxEntries':null,'maxTotalBytes':null}"), limited).capacity());
  }

  @Test
  void read_durationsInBothForms_areTheSame() {
    assertEquals(
        PolicyDocument.read(json("{'ttl':90}"), COMMON),
        PolicyDocument.read(json("{'ttl':'PT1M30S'}"), COMMON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ttl\":0}|/ttl",
        "{\"ttl\":null}|/ttl",
        "{\"ttl\":true}|/ttl",
        "{\"ttl\":1.5}|/ttl",
        "{\"ttl\":\"PT1.5S\"}|/ttl",
        "{\"ttl\":2592001}|/ttl",
        "{\"maxTtl\":299}|/ttl",
        "{\"maxTtl\":\"P3651D\"}|/maxTtl",
        "{\"idle\":\"never\"}|/idle",
        "{\"idle\":-1}|/idle",
        "{\"maxBytes\":0}|/maxBytes",
        "{\"maxBytes\":67108865}|/maxBytes",
        "{\"maxBytes\":4294967297}|/maxBytes",
        "{\"maxBytes\":\"8\"}|/maxBytes",
        "{\"maxBytes\":null}|/maxBytes",
        "{\"maxEntries\":0}|/maxEntries",
        "{\"maxEntries\":1.5}|/maxEntries",
        "{\"maxTotalBytes\":\"1\"}|/maxTotalBytes",
        "{\"maxTotalBytes\":1000000000000001}|/maxTotalBytes",
        "{\"public\":\"true\"}|/public",
        "{\"immortal\":1}|/immortal",
        "{\"conditional\":null}|/conditional"
      })
  void read_aBadMember_isNamed(String document, String pointer) {
    assertEquals(List.of(pointer), refused(document));
  }

  @Test
  void read_severalBadMembers_areAllNamed() {
    assertEquals(
        List.of("/ttl", "/maxBytes", "/public"), refused("{'ttl':0,'maxBytes':0,'public':0}"));
  }
}
