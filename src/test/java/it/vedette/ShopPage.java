package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.shop.Shop;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;

/** The page of the shop in a browser, as its user sees it. */
final class ShopPage implements AutoCloseable {
  final BrowserPage browser;

  ShopPage(BrowserPage browser) {
    this.browser = browser;
  }

  void show(Shop shop) {
    browser.show(shop.origin());
    awaitDone("");
  }

  /** Waits until what was asked for is done, or was refused for this reason. */
  void awaitDone(String message) {
    browser.await("document.getElementById('controls').disabled === false");
    assertEquals(message, text("message"));
  }

  private String text(String element) {
    return string("document.getElementById('%s').innerText".formatted(element));
  }

  /** What an expression is on the page. */
  String string(String script) {
    return ((JsonString) browser.evaluate(script)).getString();
  }

  /** Who is logged in, or nothing. */
  String user() {
    return text("user");
  }

  /** What is in the cart: a line for each product. */
  String cart() {
    return text("cart");
  }

  void click(String button) {
    browser.evaluate("document.querySelector('%s').click()".formatted(button));
  }

  /** One more of that product. */
  void add(String product) {
    click("[data-product=%s]".formatted(product));
    awaitDone("");
  }

  void logIn(String user) {
    logIn(user, ShopTarget.PASSWORDS.getOrDefault(user, ""));
    awaitDone("");
    assertEquals(user, user());
  }

  void logIn(String user, String password) {
    browser.evaluate(
        """
        document.querySelector('[name=user]').value = '%s';
        document.querySelector('[name=password]').value = '%s';
        document.querySelector('#login button').click()
        """
            .formatted(user, password));
  }

  List<JsonObject> cookies() {
    return browser.cookies();
  }

  /** The id of the session, which only the browser knows. */
  String id() {
    assertEquals(1, cookies().size(), "cookies");
    return cookies().get(0).getString("value");
  }

  /** Leaves the browser as if nobody had been here. */
  @Override
  public void close() {
    browser.forgetCookies();
    browser.close();
  }
}
