package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
  private static final UrlTemplate PATH = new UrlTemplate("http://host:81/a/{key}.json?v=1");

  private static Optional<URI> url(String key) {
    return PATH.url(key.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/{key}",
        "https://host:8443/a/b/{key}",
        "https://[::1]/{key}",
        "https://host/search?q={key}"
      })
  void isValid_aUrlWithAKey(String text) {
    assertTrue(UrlTemplate.isValid(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{key}",
        "http://host/",
        "http://host/{key}/{key}",
        "http://{key}/",
        "http://host{key}/",
        "http://host?{key}",
        "http://user:secret@host/{key}",
        "http://host/#{key}",
        "ftp://host/{key}",
        "file:///{key}",
        "http:///{key}",
        "http://host/a b/{key}"
      })
  void isValid_anythingElse_isNot(String text) {
    assertFalse(UrlTemplate.isValid(text));
  }

  @ParameterizedTest
  @CsvSource({
    "user/42, user/42",
    "é, %C3%A9",
    "a b, a%20b",
    "a?b=c, a%3Fb%3Dc",
    "a#b, a%23b",
    "a%2Fb, a%252Fb",
    "a@b, a%40b",
    "...a, ...a"
  })
  void url_keepsSlashes_andEscapesAllElse(String key, String inPath) {
    assertEquals("http://host:81/a/" + inPath + ".json?v=1", url(key).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "../b", "a/../b", "a/..", "./a", "/a", "a/", "a//b", "a\nb", "\u007f"})
  void url_ofAKeyThatLeadsElsewhere_isNone(String key) {
    assertEquals(Optional.empty(), url(key));
  }
}
