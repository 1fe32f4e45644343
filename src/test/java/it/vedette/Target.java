package it.vedette;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;

/**
 * The server under test: the one at {@code -Dvedette.base}, be it a laptop, an image or a cluster,
 * else one of our own on a Sentinel set of our own, shared by all tests of the run that leave both
 * as they were. Beside it is another one with the same settings, which speaks HTTP/2 as well.
 */
final class Target {
  private static final String GIVEN = System.getProperty("vedette.base", "");

  private Target() {}

  /** Where it is; ready when this returns. */
  static URI base() {
    return GIVEN.isEmpty() ? One.SERVER.base() : URI.create(GIVEN);
  }

  /** Where its health, metrics and OpenAPI are: {@code -Dvedette.management}, or the same. */
  static URI management() {
    return GIVEN.isEmpty()
        ? One.SERVER.management()
        : URI.create(System.getProperty("vedette.management", GIVEN));
  }

  /** A client of it. */
  static Client client() {
    return new Client(base());
  }

  /** A client that speaks that version: HTTP/2 with the server beside it. */
  static Client client(HttpClient.Version version) {
    return isHttp2(version) ? new FrameClient(other().base()) : client();
  }

  /** A client of its health, metrics and OpenAPI. */
  static Client operator() {
    return new Client(management());
  }

  /**
   * A client of the health and metrics of the server that {@link #client(HttpClient.Version)} asks.
   */
  static Client operator(HttpClient.Version version) {
    return isHttp2(version) ? new Client(other().management()) : operator();
  }

  private static boolean isHttp2(HttpClient.Version version) {
    return version == HttpClient.Version.HTTP_2;
  }

  /** The Sentinel set of our own. */
  static RedisSet redis() {
    return Set.REDIS;
  }

  /** The server of our own. */
  static VedetteServer server() {
    return One.SERVER;
  }

  /** The one beside it; ready when this returns. */
  static VedetteServer other() {
    return Other.SERVER;
  }

  /**
   * Starts one more on the same set, for whoever wants other settings or will end it; ready when
   * this returns.
   *
   * @param more environment variables
   */
  static VedetteServer start(Map<String, String> more) {
    VedetteServer server = launch(more);
    server.awaitReady();
    return server;
  }

  /** The same, and does not wait. */
  static VedetteServer launch(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Set.REDIS.settings());
    settings.putAll(more);
    return VedetteServer.start(settings);
  }

  private static Map<String, String> settings(String http2) {
    Map<String, String> settings = new HashMap<>(Origins.settings());
    settings.put("VEDETTE_CACHES", "fixed");
    settings.put("VEDETTE_TARGETS", "crm");
    settings.put("VEDETTE_TARGETS_CRM_URL", Origins.MAIN.base() + "/crm");
    settings.put("VEDETTE_TARGETS_CRM_PRIVATE_ADDRESSES", "true");
    settings.put("http2", http2);
    return settings;
  }

  /** Started once, by whoever asks first; all of them stop with the virtual machine. */
  private static final class Set {
    private static final RedisSet REDIS = RedisSet.start();
  }

  private static final class One {
    private static final VedetteServer SERVER = start(settings("off"));
  }

  private static final class Other {
    private static final VedetteServer SERVER = start(settings("on"));
  }
}
