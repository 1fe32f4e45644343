package it.vedette;

import static it.vedette.ClosedTarget.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.vedette.local.VedetteServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers with a JSON Web Token, beside those with an API token. */
class JsonWebTokenIT {
  private static final TokenIssuer ISSUER = new TokenIssuer();
  private static final CallersFile CALLERS = new CallersFile();
  private static final String API_TOKEN = CALLERS.token("shop", "cache:read");
  private static final VedetteServer SERVER = Target.start(settings());

  private final Client client = new Client(SERVER.base());
  private final Entries entries = Entries.fresh();

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(ISSUER.settings());
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", CALLERS.path().toString());
    settings.put("VEDETTE_ACCESS_GROUPS", "ops=admin cache:read, writers=cache:write");
    return settings;
  }

  @AfterAll
  static void close() {
    SERVER.close();
    CALLERS.close();
    ISSUER.close();
  }

  private int get(String token) {
    return client.get(entries.entry("k"), bearer(token)).status();
  }

  private int put(String token) {
    return client.put(entries.entry("k"), "v", bearer(token)).status();
  }

  private static JsonObjectBuilder reader() {
    return TokenIssuer.claims().add("scope", "openid cache:read other:thing");
  }

  @Test
  void scopes_areTakenFromTheClaim_andWhatIsNotOursIsPassedOver() {
    String token = ISSUER.signed(reader());
    assertEquals(404, get(token));
    assertEquals(403, put(token));
  }

  @Test
  void groups_areMapped() {
    String token =
        ISSUER.signed(
            TokenIssuer.claims()
                .add("groups", Json.createArrayBuilder().add("writers").add("strangers")));
    assertEquals(201, put(token));
    assertEquals(403, get(token));
    assertEquals(403, client.get("/api/v1/status", bearer(token)).status());
  }

  @Test
  void limitedScopes_holdForTheirNames() {
    String token =
        ISSUER.signed(TokenIssuer.claims().add("scope", "cache:write:" + entries.cache()));
    assertEquals(201, put(token));
    assertEquals(403, client.put(Entries.fresh().entry("k"), "v", bearer(token)).status());
  }

  /** RFC 9110, section 11.1. */
  @ParameterizedTest
  @ValueSource(strings = {"bearer", "BEARER", "bEaReR"})
  void scheme_hasNoCase(String scheme) {
    String token = ISSUER.signed(reader());
    assertEquals(
        404, client.get(entries.entry("k"), "Authorization", scheme + " " + token).status());
    assertEquals(
        404, client.get(entries.entry("k"), "Authorization", scheme + " " + API_TOKEN).status());
  }

  @Test
  void tokenWithoutScopes_mayNothing() {
    assertEquals(403, get(ISSUER.signed(TokenIssuer.claims())));
  }

  @Test
  void apiTokens_countBesideThem() {
    assertEquals(404, get(API_TOKEN));
    assertEquals(401, get(API_TOKEN.substring(1)));
  }

  @Test
  void replayedToken_counts_untilItExpires() {
    String token = ISSUER.signed(reader());
    assertEquals(404, get(token));
    assertEquals(404, get(token));
  }

  @Test
  void clocks_mayBeAMinuteApart() {
    long now = Instant.now().getEpochSecond();
    assertEquals(404, get(ISSUER.signed(times(now - 3600, now - 40))));
    assertEquals(401, get(ISSUER.signed(times(now - 3600, now - 80))));
  }

  private static JsonObjectBuilder times(long issued, long expires) {
    return reader().add("iat", issued).add("exp", expires);
  }

  static Stream<Arguments> bad() {
    long now = Instant.now().getEpochSecond();
    String good = ISSUER.signed(reader());
    String[] parts = good.split("\\.", -1);
    return Stream.of(
        Arguments.of("expired", ISSUER.signed(times(now - 7200, now - 3600))),
        Arguments.of("without expiry", ISSUER.signed(reader().remove("exp"))),
        Arguments.of("not yet", ISSUER.signed(reader().add("nbf", now + 3600))),
        Arguments.of("other audience", ISSUER.signed(reader().add("aud", "other"))),
        Arguments.of("without audience", ISSUER.signed(reader().remove("aud"))),
        Arguments.of("other issuer", ISSUER.signed(reader().add("iss", "https://other"))),
        Arguments.of("without issuer", ISSUER.signed(reader().remove("iss"))),
        Arguments.of("without subject", ISSUER.signed(reader().remove("sub"))),
        Arguments.of("strange key", TokenIssuer.signedByAStranger(reader())),
        Arguments.of("algorithm none", TokenIssuer.unsigned(reader())),
        Arguments.of("none, old signature", TokenIssuer.unsigned(reader()) + parts[2]),
        Arguments.of("public key as secret", ISSUER.signedWithThePublicKey(reader())),
        Arguments.of("other content", parts[0] + "." + changed(parts[1]) + "." + parts[2]),
        Arguments.of("no signature", parts[0] + "." + parts[1]),
        Arguments.of("empty parts", ".."),
        Arguments.of("garbage", "ey.ey.ey"),
        Arguments.of("twice", good + "." + good));
  }

  private static String changed(String part) {
    return part.substring(0, 20) + (part.charAt(20) == 'A' ? 'B' : 'A') + part.substring(21);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badToken_isUnauthenticated_andNotLogged(String what, String token) {
    assertEquals(401, get(token), what);
    assertEquals(401, put(token), what);
    String[] lowerCase = {"Authorization", "bearer " + token};
    assertEquals(401, client.get(entries.entry("k"), lowerCase).status(), what);
    assertFalse(SERVER.log().matches("(?s).*CWWKS\\d+E: .*"), SERVER::log);
    assertFalse(token.length() > 40 && SERVER.log().contains(token.substring(0, 40)), what);
  }

  @Test
  void pagesOfTheServer_areNotThere() {
    for (String path : new String[] {"/jwt/ibm/api/x/token", "/ibm/api/config", "/ibm/api/"}) {
      int status = client.get(path).status();
      assertEquals(4, status / 100, path + " " + status);
    }
  }
}
