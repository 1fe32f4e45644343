package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.RedisProcess;
import it.vedette.local.VedetteServer;
import it.vedette.shop.Shop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example, while what is behind it is replaced under its user's hands. */
@Tag("browser")
class ShopReplacementIT {
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
  void serversMasterAndShop_replacedOneAfterTheOther_keepTheSession() {
    page.add("tea");
    page.logIn("ada");
    String id = page.id();

    for (VedetteServer server : List.copyOf(target.servers)) {
      server.kill();
      page.add("tea");
      target.replace(server);
    }
    assertEquals("tea: 3", page.cart());
    duringFailover(() -> page.add("coffee"));
    assertEquals("coffee: 1\ntea: 3", page.cart());
    try (Shop next = target.openShop()) {
      page.show(next);
      page.add("cocoa");
    }

    page.show(target.shop);
    assertEquals("cocoa: 1\ncoffee: 1\ntea: 3", page.cart());
    assertEquals("ada", page.user());
    assertEquals(id, page.id());
  }

  /** Kills the master, does it at once, and has the set complete again. */
  private static void duringFailover(Runnable action) {
    RedisProcess master = target.redis.master();
    master.kill();
    action.run();
    target.redis.awaitAnotherMaster(master);
    master.start();
    target.redis.awaitComplete();
  }

  @Test
  void logIn_duringAFailover_happensOnce() {
    page.add("tea");
    String anonymous = page.id();

    duringFailover(() -> page.logIn("mary"));

    assertEquals("tea: 1", page.cart());
    assertEquals(404, target.status(anonymous));
    Answer sessions = target.get("/api/v1/subjects/mary/sessions");
    assertEquals(1, sessions.json().getJsonArray("items").size(), sessions::text);
  }

  private void logOut() {
    page.click("#logout");
    page.awaitDone("");
  }

  @Test
  void logOut_duringAFailover_isFinal() {
    page.add("tea");
    page.logIn("ada");
    String id = page.id();

    duringFailover(() -> logOut());

    assertEquals(List.of(), page.cookies());
    assertEquals(404, target.status(id));
  }
}
