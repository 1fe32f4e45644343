package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private final RandomGenerator random = () -> 0x0706050403020100L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Az09._-",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void choose_aSaneOne_isKept(String sent) {
    assertEquals(sent, RequestId.choose(sent, random));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "a b",
        "a\nb",
        "<script>",
        "é",
        "a,b",
        "01234567890123456789012345678901234567890123456789012345678901234",
      })
  void choose_noneOrAnotherOne_isSixteenRandomBytes(@Nullable String sent) {
    assertEquals("00010203040506070001020304050607", RequestId.choose(sent, random));
  }

  @Test
  void of_remembered_isThatOfTheRequest() {
    HttpServletRequest request = FakeRequest.of("GET", "/").request();
    assertEquals("", RequestId.of(request));

    RequestId.remember(request, "mine");
    assertEquals("mine", RequestId.of(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "cc"})
  void continued_aTrace_getsASpanOfOurs(String version) {
    assertEquals(
        Optional.of("00-" + TRACE + "-0001020304050607-01"),
        RequestId.continued(version + "-" + TRACE + "-" + SPAN + "-01", random));
  }

  /** A later version may have more behind what this one knows. */
  @Test
  void continued_aLaterVersion_isReadAsFarAsKnown() {
    assertEquals(
        Optional.of("00-" + TRACE + "-0001020304050607-00"),
        RequestId.continued("01-" + TRACE + "-" + SPAN + "-00-more", random));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      })
  void continued_noneOrNotOne_isNone(@Nullable String sent) {
    assertEquals(Optional.empty(), RequestId.continued(sent, random));
  }
}
