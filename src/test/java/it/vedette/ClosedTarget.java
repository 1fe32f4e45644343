package it.vedette;

import it.vedette.local.VedetteServer;
import java.util.Map;

/** A server that takes credentials, shared by the tests of access. */
final class ClosedTarget {
  static final CallersFile CALLERS = new CallersFile();
  private static final VedetteServer SERVER =
      Target.start(Map.of("VEDETTE_ACCESS_CREDENTIALS_FILE", CALLERS.path().toString()));

  private ClosedTarget() {}

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
