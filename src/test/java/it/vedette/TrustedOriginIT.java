package it.vedette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What origins say to browsers, and which of them are heard. */
class TrustedOriginIT {
  private static final Client client = Target.client();
  private static final String POLICY = "Content-Security-Policy";
  private static final String OURS = "default-src 'none'; frame-ancestors 'none'; sandbox";
  private static final List<String> COOKIES = List.of("a=1; Path=/", "b=2");

  private static Entries cache(String origin) {
    return Entries.fresh(client, "{'origin':'%s','jitter':0,'public':true}".formatted(origin));
  }

  /** A key that nobody else uses, whose value says this. */
  private static String key(String... fields) {
    String key = "trusted/" + UUID.randomUUID();
    Origins.MAIN.on("/" + key, "text", fields);
    return key;
  }

  private static String talkative(String type) {
    return key(
        "Content-Type",
        type,
        "Cache-Control",
        "max-age=60",
        POLICY,
        "default-src 'self'",
        "Clear-Site-Data",
        "\"*\"",
        "Set-Cookie2",
        "c=3",
        "Set-Cookie",
        COOKIES.get(0),
        "Set-Cookie",
        COOKIES.get(1));
  }

  @ParameterizedTest
  @CsvSource({"text/plain, 0", "application/json, 0", "text/html, 1", "image/svg+xml, 1"})
  void ofAnOriginThatIsTrusted_everybodyGetsWhatItSays(String type, int ours) {
    Entries entries = cache("trusted");
    String key = talkative(type);

    for (int i = 0; i < 2; i++) {
      Answer answer = client.get(entries.entry(key));

      assertEquals(COOKIES, answer.headers().allValues("Set-Cookie"));
      assertEquals("c=3", answer.header("Set-Cookie2"));
      assertEquals("\"*\"", answer.header("Clear-Site-Data"));
      List<String> policies = answer.headers().allValues(POLICY);
      assertEquals("default-src 'self'", policies.get(ours));
      assertEquals(ours, policies.stream().filter(OURS::equals).count());
      assertEquals(ours == 1 ? "attachment" : "", answer.header("Content-Disposition"));
      assertEquals("max-age=60", answer.header("Cache-Control"));
      assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    }
    assertEquals(1, Origins.MAIN.count("/" + key));
  }

  @Test
  void ofAnyOther_nobodyGetsIt_butForAPolicyBesideOurs() {
    Entries entries = cache("patient");
    String key = talkative("text/plain");

    for (int i = 0; i < 2; i++) {
      Answer answer = client.get(entries.entry(key));

      assertEquals("", answer.header("Set-Cookie"));
      assertEquals("", answer.header("Set-Cookie2"));
      assertEquals("", answer.header("Clear-Site-Data"));
      assertEquals(
          List.of(OURS, "default-src 'self'"), answer.headers().allValues(POLICY).subList(0, 2));
    }
    assertEquals(2, Origins.MAIN.count("/" + key));
  }

  @Test
  void trustThatIsTakenBack_isTakenBackFromWhatIsStored() {
    Entries entries = cache("trusted");
    String key = talkative("text/plain");
    client.get(entries.entry(key));

    byte[] policy = "{\"origin\":\"patient\"}".getBytes(UTF_8);
    client.send("PUT", entries.policy(), policy, "Content-Type", "application/json");
    Answer answer = client.get(entries.entry(key));

    assertEquals(1, Origins.MAIN.count("/" + key));
    assertEquals("", answer.header("Set-Cookie"));
    assertEquals("", answer.header("Clear-Site-Data"));
    assertEquals(OURS, answer.header(POLICY));
  }
}
