package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://example.com, example.com, 80, example.com, /",
    "HTTPS://Example.COM/, example.com, 443, example.com, /",
    "https://example.com:443/a/b, example.com, 443, example.com, /a/b",
    "http://example.com:443/, example.com, 443, example.com:443, /",
    "http://example.com:/, example.com, 80, example.com, /",
    "http://example.com:080/, example.com, 80, example.com, /",
    "https://example.com?a=b&c, example.com, 443, example.com, /?a=b&c",
    "https://example.com./a%2Fb?, example.com, 443, example.com., /a%2Fb?",
    "http://localhost:9080//x, localhost, 9080, localhost:9080, //x",
    "http://a-1.xn--nxasmq6b, a-1.xn--nxasmq6b, 80, a-1.xn--nxasmq6b, /",
    "http://10.0.0.1:8080/, 10.0.0.1, 8080, 10.0.0.1:8080, /",
    "https://[2606:4700:4700::1111]/, 2606:4700:4700::1111, 443, [2606:4700:4700::1111], /",
    "http://[::1]:81/, ::1, 81, [::1]:81, /"
  })
  void parts_areThoseThatAreSent(
      String text, String certified, int port, String hostField, String requested) {
    TargetUrl url = new TargetUrl(text);

    assertEquals(certified, url.certified());
    assertEquals(port, url.port());
    assertEquals(hostField, url.hostField());
    assertEquals(requested, url.requested(""));
  }

  /** Beside those of {@link TargetGuardTest}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/#",
        "http://example.com/a b",
        "http://example.com/é",
        "http://@example.com/",
        "http://:80/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://example.com:+80/",
        "http://a_b.example/",
        "http://-a.example/",
        "http://a-.example/",
        "http://a..example/",
        "http://.example/",
        "http://.",
        "http://127.0.0.1./",
        "http://1.2.3.4.5/",
        "http://a.0x/",
        "http://a.1/",
        "http://01.2.3.4/",
        "http://[::1/",
        "http://[::1]a/",
        "http://[::1%25lo]/",
        "http://[v1.a]/",
        "https:example.com",
        "https:/example.com",
        "//example.com/"
      })
  void urlThatIsReadInTwoWays_isRefused_andNotShown(String text) {
    String refusal =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> new TargetUrl(text)).getMessage());

    assertFalse(refusal.contains(text), refusal);
  }

  @Test
  void labelsAndNames_haveTheLengthsOfDns() {
    String label = "a".repeat(63);
    String longest = (label + ".").repeat(3) + "a".repeat(61);

    assertEquals(longest, new TargetUrl("http://" + longest).certified());
    assertEquals(longest, new TargetUrl("http://" + longest + ".").certified());
    assertThrows(IllegalArgumentException.class, () -> new TargetUrl("http://a" + label + ".b"));
    assertThrows(IllegalArgumentException.class, () -> new TargetUrl("http://" + longest + "a"));
  }

  @Test
  void textForm_hasNeitherPathNorQuery() {
    assertEquals(
        "https://hooks.example:8443", new TargetUrl("https://hooks.example:8443/s3cr/et?k=v") + "");
  }

  @Test
  void pathsAndQueries_followThoseOfTheUrl() {
    TargetUrl url = new TargetUrl("https://host/hooks/?a=b");
    assertEquals("/hooks/?a=b", url.requested(""));
    assertEquals("/hooks/x?a=b&c=d", url.requested("/x?c=d"));
    assertEquals("/hooks/?a=b&c", url.requested("?c"));
    assertEquals("/x", new TargetUrl("https://host").requested("/x"));
    assertEquals("/", new TargetUrl("https://host").requested(""));
  }
}
