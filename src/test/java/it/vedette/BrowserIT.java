package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.ChromiumProcess;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored values and pages of other origins in a real browser. */
@Tag("browser")
class BrowserIT {
  private static final OriginServer ALLOWED = OriginServer.start();
  private static final OriginServer STRANGER = OriginServer.start();

  /** Goes to a place, which no policy of ours but the one on scripts could hinder. */
  private static final String ATTACK = "location.href = '%s'";

  private static final String EMBEDDING =
      """
      <iframe src="%1$s"></iframe><object data="%1$s"></object><embed src="%1$s">
      <img src="%1$s"><script src="%1$s"></script>
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static VedetteServer server;
  private static ChromiumProcess chromium;
  private static Client client;

  private final Entries entries = Entries.fresh();
  private BrowserPage page;

  @BeforeAll
  static void start() {
    chromium = ChromiumProcess.start();
    server = Target.start(Map.of("VEDETTE_CORS_ORIGINS", origin(ALLOWED)));
    client = new Client(server.base());
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
    ALLOWED.close();
    STRANGER.close();
  }

  @BeforeEach
  void open() {
    page = BrowserPage.open(chromium.devTools());
  }

  @AfterEach
  void close() {
    page.close();
  }

  private static String origin(OriginServer pages) {
    return pages.url().replace("/{key}", "");
  }

  /** The same document from the service and from a server that protects nothing. */
  private String attack(String type, String markup) {
    String alarm = origin(STRANGER) + alarm();
    String document = markup.replace("SCRIPT", ATTACK.formatted(alarm));
    assertEquals(201, client.put(entries.entry("x"), document, "Content-Type", type).status());
    STRANGER.on("/" + entries.cache(), document, "Content-Type", type);
    return server.base() + entries.entry("x");
  }

  private String alarm() {
    return "/alarm-" + entries.cache();
  }

  private int alarms() {
    return STRANGER.count(alarm());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html                     | <script>SCRIPT</script>
          text/html;charset="utf-8";a=b | <body onload="SCRIPT">
          image/svg+xml                 | <svg xmlns="http://www.w3.org/2000/svg"><script>SCRIPT</script></svg>
          application/xhtml+xml         | <html xmlns="http://www.w3.org/1999/xhtml"><script>SCRIPT</script></html>
          text/xml                      | <html xmlns="http://www.w3.org/1999/xhtml"><script>SCRIPT</script></html>
          """)
  void storedDocument_neverRunsItsScript(String type, String markup) {
    String value = attack(type, markup);
    assertTrue(page.show(origin(STRANGER) + "/" + entries.cache()));
    Await.until("the alarm of the unprotected one", PATIENCE, () -> alarms() == 1);

    assertFalse(page.show(value), "shown");
    STRANGER.on("/embedding", EMBEDDING.formatted(value), "Content-Type", "text/html");
    assertTrue(page.show(origin(STRANGER) + "/embedding"));
    assertEquals(1, alarms());

    // Its policy alone: what is rendered all the same runs nothing, either.
    Answer answer = client.get(entries.entry("x"));
    String policy = "Content-Security-Policy";
    STRANGER.on("/rendered", answer.text(), "Content-Type", type, policy, answer.header(policy));
    assertTrue(page.show(origin(STRANGER) + "/rendered"));
    assertEquals(1, alarms());

    String control = EMBEDDING.formatted("/" + entries.cache());
    STRANGER.on("/embedding", control, "Content-Type", "text/html");
    page.show(origin(STRANGER) + "/embedding");
    Await.until("the alarm of the unprotected one", PATIENCE, () -> alarms() > 1);
  }

  @Test
  void storedScript_isNoScriptOfAStrangersPage() {
    String value = attack("text/javascript", "SCRIPT");
    String embedding = "<script src='%s'></script>";
    STRANGER.on("/embedding", embedding.formatted(value), "Content-Type", "text/html");
    assertTrue(page.show(origin(STRANGER) + "/embedding"));
    assertEquals(0, alarms());

    String control = embedding.formatted("/" + entries.cache());
    STRANGER.on("/embedding", control, "Content-Type", "text/html");
    page.show(origin(STRANGER) + "/embedding");
    Await.until("the alarm of the unprotected one", PATIENCE, () -> alarms() == 1);
  }

  /** Stores and reads in a page of that origin; what it saw, or the exception. */
  private String useApi(OriginServer pages, String path) {
    pages.on("/page", "<title>page</title>", "Content-Type", "text/html");
    assertTrue(page.show(origin(pages) + "/page"));
    return page.evaluate(
            """
            (async () => {
              const put = await fetch('%1$s', {method: 'PUT', body: '{}', headers: {
                'Content-Type': 'application/json', 'If-None-Match': '*', 'Prefer': 'durability=none'}});
              const tag = put.headers.get('ETag');
              const get = await fetch('%1$s', {headers: {'X-Request-Id': 'page.1'}});
              const same = await fetch('%1$s', {cache: 'no-store', headers: {'If-None-Match': tag}});
              const miss = await fetch('%1$s-none');
              return [put.status, get.headers.get('ETag') == tag, await get.text(), same.status,
                get.headers.get('X-Request-Id'), get.headers.get('Cache-Status').split(';')[1],
                miss.status, (await miss.json()).title, miss.headers.get('Set-Cookie')].join();
            })().catch(it => '' + it)
            """
                .formatted(server.base() + path))
        .toString();
  }

  @Test
  void page_ofAnAllowedOrigin_usesTheApi() {
    assertEquals(
        "\"201,true,{},304,page.1, hit,404,There is no such entry,\"",
        useApi(ALLOWED, entries.entry("k")));
  }

  @Test
  void page_ofAnotherOrigin_storesAndReadsNothing() {
    assertEquals("\"TypeError: Failed to fetch\"", useApi(STRANGER, entries.entry("k")));
    assertEquals(404, client.get(entries.entry("k")).status());

    client.put(entries.entry("k"), "secret", "Content-Type", "text/plain");
    String reading = "fetch('%s').then(it => it.text()).catch(it => '' + it)";
    assertEquals(
        "\"TypeError: Failed to fetch\"",
        page.evaluate(reading.formatted(server.base() + entries.entry("k"))).toString());
  }
}
