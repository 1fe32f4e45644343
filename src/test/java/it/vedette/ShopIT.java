package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.shop.Shop;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example in {@code it.vedette.shop}, in real browsers. */
@Tag("browser")
class ShopIT {
  /** What a script of the page can get hold of. */
  private static final String WITHIN_REACH =
      """
      (async () => JSON.stringify([
        document.documentElement.outerHTML, document.cookie, location, history.state, name,
        {...localStorage}, {...sessionStorage}, await indexedDB.databases(), await caches.keys(),
        performance.getEntries(), await (await fetch('api/me')).text()]))()
      """;

  private static ShopTarget target;
  private ShopPage page;

  @BeforeAll
  static void start(@TempDir Path directory) {
    target = new ShopTarget(directory);
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  @BeforeEach
  void open() {
    page = target.visit(target.here);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void visit_thatOnlyLooks_beginsNoSession() {
    assertEquals(List.of(), page.cookies());
    assertEquals(List.of(), page.browser.complaints());
  }

  @Test
  void logIn_changesTheId_endsTheOneBefore_keepsTheCart() {
    page.add("tea");
    page.add("tea");
    String anonymous = page.id();
    assertEquals(200, target.status(anonymous));

    page.logIn("ada");

    assertNotEquals(anonymous, page.id());
    assertEquals(200, target.status(page.id()));
    assertEquals(404, target.status(anonymous));
    assertEquals("tea: 2", page.cart());
    assertEquals(List.of(), page.browser.complaints());
  }

  @Test
  void logIn_ofAnother_takesNothingOver() {
    page.add("tea");
    page.logIn("ada");
    String ofAda = page.id();
    page.browser.evaluate("document.getElementById('login').hidden = false");

    page.logIn("grace");

    assertEquals("", page.cart());
    assertEquals(404, target.status(ofAda));
  }

  @Test
  void logIn_withAWrongPassword_changesNothing() {
    page.add("tea");
    String anonymous = page.id();

    page.logIn("ada", "compiler");

    page.awaitDone("Wrong name or password.");
    assertEquals(anonymous, page.id());
    assertEquals("", page.user());
    assertEquals("tea: 1", page.cart());
  }

  @Test
  void logOut_endsTheSession_andTakesTheCookieAway() {
    page.add("tea");
    page.logIn("ada");
    String id = page.id();

    page.click("#logout");

    page.awaitDone("");
    assertEquals(List.of(), page.cookies());
    assertEquals(404, target.status(id));
    assertEquals("", page.user() + page.cart());
  }

  @Test
  void logOutEverywhere_inAnotherBrowser_endsThisSession() {
    page.add("tea");
    page.logIn("ada");
    String id = page.id();
    try (ShopPage elsewhere = target.visit(target.there)) {
      elsewhere.logIn("ada");
      assertEquals("", elsewhere.cart());

      elsewhere.click("#logout-everywhere");

      elsewhere.awaitDone("");
      assertEquals(404, target.status(id));
      page.click("[data-product=tea]");
      page.awaitDone("Your session has ended.");
      assertEquals("", page.user() + page.cart());
      assertEquals(List.of(), page.cookies());
    }
  }

  @Test
  void tabs_shareTheCart_andLoseNothingOfEachOther() {
    page.add("tea");
    try (ShopPage tab = target.visit(target.here)) {
      page.add("coffee");
      tab.add("cocoa");
      assertEquals("cocoa: 1\ncoffee: 1\ntea: 1", tab.cart());

      tab.click("#empty");
      tab.awaitDone("");
      assertEquals("", tab.cart());
    }
  }

  @Test
  void id_isInTheCookie_andNowhereElse() {
    page.add("tea");
    page.logIn("ada");
    JsonObject cookie = page.cookies().get(0);
    assertEquals("__Host-session", cookie.getString("name"));
    assertTrue(cookie.getBoolean("httpOnly") && cookie.getBoolean("secure"));
    assertTrue(cookie.getBoolean("session"), "ends with the browser");
    assertEquals("Lax", cookie.getString("sameSite"));
    assertEquals("localhost/", cookie.getString("domain") + cookie.getString("path"));

    page.browser.evaluate("document.cookie = '__Host-session=planted; Secure; Path=/'");
    assertEquals(cookie.getString("value"), page.id());
    assertEquals("", page.string("document.cookie"));
    for (String seen :
        List.of(
            page.string(WITHIN_REACH),
            target.here.log(),
            target.servers.get(0).log(),
            target.servers.get(1).log(),
            target.log.toString())) {
      assertFalse(seen.contains("vds_"), seen);
    }
    assertTrue(target.log.contains("PATCH /api/cart 204 without session"), target.log::toString);
    page.browser.evaluate("localStorage.setItem('control', 'vds_')");
    assertTrue(page.string(WITHIN_REACH).contains("vds_"));
  }

  @Test
  void pagesOfOthers_changeNothing() {
    page.add("tea");
    page.logIn("ada");
    String id = page.id();
    try (OriginServer stranger = OriginServer.start();
        OriginServer neighbour = OriginServer.start(target.tls)) {
      // Another site, for which the browser keeps the cookie back, and another port of this one.
      attack(stranger, "without");
      attack(neighbour, "with a");
    }
    assertEquals(id, page.id());
    assertEquals(200, target.status(id));
  }

  /** With a form, which needs nobody's leave. */
  private void attack(OriginServer from, String cookie) {
    String form =
        "<form method='post' action='%s/api/logout'></form><script>document.forms[0].submit()</script>";
    from.on("/page", form.formatted(target.shop.origin()), "Content-Type", "text/html");
    target.log.clear();
    page.browser.show(from.url().replace("{key}", "page"));
    Await.until("the attack", Duration.ofSeconds(20), () -> !target.log.isEmpty());
    String refused = "POST /api/logout 403 " + cookie + " session";
    assertEquals(refused, target.log.peek());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PATCH | api/cart   | {"gin":1}           | 400
          PATCH | api/cart   | {"tea":0}           | 400
          PATCH | api/cart   | {"tea":1.5}         | 400
          PATCH | api/cart   | {"tea":"1"}         | 400
          PATCH | api/cart   | [1]                 | 400
          PATCH | api/cart   | {"tea":             | 400
          POST  | api/login  | {"user":1}          | 401
          POST  | api/login  | {"user":""}         | 401
          PUT   | api/cart   | {}                  | 404
          PATCH | api/cart   | BIG                 | 413
          """)
  void badInput_isRefused_andBeginsNoSession(String method, String path, String body, int status) {
    String script = "fetch('%s', {method: '%s', body: '%s'}).then(it => '' + it.status)";

    assertEquals(
        "" + status,
        page.string(script.formatted(path, method, body.replace("BIG", "x".repeat(5000)))));
    assertEquals(List.of(), page.cookies());
  }

  @Test
  void noServer_isMissedForABoundedTime_andThePageSaysSo() {
    page.add("tea");
    List<URI> nobody = List.of(URI.create("http://localhost:1"), URI.create("http://localhost:2"));
    try (Shop deserted = target.openShop(nobody, Duration.ofSeconds(1))) {
      page.browser.show(deserted.origin());
      page.awaitDone("The shop is busy. Please try again.");
    }

    page.show(target.shop);
    assertEquals("tea: 1", page.cart());
  }
}
