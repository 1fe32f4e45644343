package it.vedette;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.net.URI;

/**
 * The server under test: the one at {@code -Dvedette.base}, be it a laptop, an image or a cluster,
 * else one of our own on a Sentinel set of our own, shared by all tests of the run.
 */
final class Target {
  private Target() {}

  /** Where it is; ready when this returns. */
  static URI base() {
    String given = System.getProperty("vedette.base", "");
    return given.isEmpty() ? Own.SERVER.base() : URI.create(given);
  }

  /** Where its health, metrics and OpenAPI are: {@code -Dvedette.management}, or the same. */
  static URI management() {
    String given = System.getProperty("vedette.base", "");
    return given.isEmpty()
        ? Own.SERVER.management()
        : URI.create(System.getProperty("vedette.management", given));
  }

  /** A client of it. */
  static Client client() {
    return new Client(base());
  }

  /** A client of its health, metrics and OpenAPI. */
  static Client operator() {
    return new Client(management());
  }

  /** Started once, by whoever asks first; both stop with the virtual machine. */
  private static final class Own {
    private static final VedetteServer SERVER = started();

    private static VedetteServer started() {
      VedetteServer server = VedetteServer.start(RedisSet.start().settings());
      server.awaitReady();
      return server;
    }
  }
}
