package io.vedette.task.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.http.JsonMembers;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementRequestTest {
  private static final LeaseId LEASE =
      LeaseId.parse("q-0000000000abcdefghjk." + "A".repeat(22) + ".1").orElseThrow();

  private static String log(List<String> lines) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    lines.forEach(array::add);
    JsonObject object = Json.createObjectBuilder().add("log", array).build();
    JsonMembers members = new JsonMembers(object, "", SettlementRequest.HEARTBEAT);
    byte[] text = SettlementRequest.heartbeat(LEASE, object, members).arguments().get(2);
    return new String(text, UTF_8);
  }

  @Test
  void lines_areOneEach_withoutControlCharacters() {
    assertEquals("a b\nc", log(List.of(" a\nb\t", "", "c")));
  }

  @Test
  void lineThatIsTooLong_isCut_betweenCharacters() {
    assertEquals("é".repeat(200), log(List.of("é".repeat(201))));
    assertEquals("a".repeat(199), log(List.of("a".repeat(199) + "\ud83d\ude00")));
  }

  @Test
  void linesOfMoreThanAHundred_areRefused() {
    log(Collections.nCopies(100, "x"));
    assertThrows(Failure.class, () -> log(Collections.nCopies(101, "x")));
  }
}
