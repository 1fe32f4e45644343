package it.vedette;

import it.vedette.local.Authority;
import it.vedette.local.ChromiumProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import it.vedette.shop.Sessions;
import it.vedette.shop.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** A shop on two servers and one Sentinel set, and two browsers. */
final class ShopTarget implements AutoCloseable {
  static final Map<String, String> PASSWORDS =
      Map.of("ada", "engine", "grace", "compiler", "mary", "orbit");

  /** What all shops here have logged. */
  final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** For {@code localhost}, and trusted by the browsers. */
  final SSLContext tls;

  final ChromiumProcess here;
  final ChromiumProcess there;
  final RedisSet redis = RedisSet.start(Duration.ofSeconds(2));
  final List<VedetteServer> servers = new ArrayList<>();
  final Shop shop;
  private final CallersFile callers = new CallersFile();
  private final String token = callers.token("shop", "session");

  /** All of it is ready when this returns. */
  ShopTarget(Path directory) {
    Authority authority = Authority.in(directory);
    tls = authority.context(authority.issue("shop", "dns:localhost"));
    here = ChromiumProcess.start(authority);
    there = ChromiumProcess.start(authority);
    for (int i = 0; i < 2; i++) {
      servers.add(VedetteServer.start(settings()));
    }
    servers.forEach(VedetteServer::awaitReady);
    shop = openShop();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", callers.path().toString());
    return settings;
  }

  /** One more shop on the same servers. */
  Shop openShop() {
    return openShop(servers.stream().map(VedetteServer::base).toList(), Duration.ofSeconds(20));
  }

  /** One on other servers. */
  Shop openShop(List<URI> addresses, Duration patience) {
    return Shop.open(tls, new Sessions(addresses, token, patience), PASSWORDS, log::add);
  }

  /** Puts another server in the place of one that was killed. */
  void replace(VedetteServer killed) {
    killed.close();
    VedetteServer next = VedetteServer.start(settings(), killed.base().getPort());
    next.awaitReady();
    servers.set(servers.indexOf(killed), next);
  }

  /** A new page of the shop, with all that belongs on it. */
  ShopPage visit(ChromiumProcess browser) {
    ShopPage page = new ShopPage(BrowserPage.open(browser.devTools()));
    page.show(shop);
    return page;
  }

  /** Asks one of the servers. */
  Answer get(String path, String... fields) {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
    all.addAll(List.of(fields));
    return new Client(servers.get(0).base()).get(path, all.toArray(String[]::new));
  }

  /** What the servers answer about a session, without letting it live longer. */
  int status(String id) {
    return get("/api/v1/sessions/current?touch=false", "Session-Id", id).status();
  }

  @Override
  public void close() {
    shop.close();
    here.close();
    there.close();
    servers.forEach(VedetteServer::close);
    redis.close();
    callers.close();
  }
}
