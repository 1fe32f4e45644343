package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushRequestTest {
  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "a b", ""})
  void fieldThatIsNotTheCallers_isRefused(String name) {
    Map<String, String> fields = Map.of(name, "1");

    assertThrows(
        IllegalArgumentException.class,
        () -> new PushRequest("POST", "", fields, new byte[0], Pushes.LONG, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb: c", "a\nb", "é", "\u0000"})
  void valueThatWouldBeMore_isRefused(String value) {
    Map<String, String> fields = Map.of("a", value);

    assertThrows(
        IllegalArgumentException.class,
        () -> new PushRequest("POST", "", fields, new byte[0], Pushes.LONG, 1));
  }
}
