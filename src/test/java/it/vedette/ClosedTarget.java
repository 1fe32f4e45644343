package it.vedette;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.util.HashMap;
import java.util.Map;

/** A server that takes credentials, shared by the tests of access. */
final class ClosedTarget {
  static final CallersFile CALLERS = new CallersFile();
  private static final VedetteServer SERVER = started();

  private ClosedTarget() {}

  private static VedetteServer started() {
    Map<String, String> settings = new HashMap<>(RedisSet.start().settings());
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", CALLERS.path().toString());
    VedetteServer server = VedetteServer.start(settings);
    server.awaitReady();
    return server;
  }

  static VedetteServer server() {
    return SERVER;
  }

  static Client client() {
    return new Client(SERVER.base());
  }

  /** The field that shows a token. */
  static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
