package it.vedette.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class VedetteServerIT {
  @Test
  void twoServers_shareOneConfigurationAndStopOnRequest() {
    try (RedisSet set = RedisSet.start();
        VedetteServer one = VedetteServer.start(set.settings());
        VedetteServer two = VedetteServer.start(set.settings())) {
      one.awaitLive();
      one.awaitReady();
      two.awaitReady();
      assertNotEquals(one.base(), two.base());
      assertTrue(one.threads() > 10);
      assertTrue(one.openSockets() > 0);
      assertTrue(one.log().contains("CWWKF0011I"), one.log());

      int code = one.stop();

      assertEquals(0, code);
      assertTrue(one.log().contains("CWWKE0036I"), one.log());
      assertFalse(one.isRunning());
      assertTrue(two.isRunning());
      two.awaitReady();
    }
  }

  @Test
  void close_leavesNoProcessPortOrFolder() {
    try (RedisSet set = RedisSet.start()) {
      VedetteServer server = VedetteServer.start(set.settings());
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();

      server.close();

      assertFalse(process.isAlive());
      assertFalse(Files.exists(server.logFile().path().getParent()));
      assertTrue(Ports.isFree(server.base().getPort()));
    }
  }

  @Test
  void awaitReady_afterItsEnd_failsAtOnceWithTheLog() {
    try (VedetteServer server = VedetteServer.start(Map.of())) {
      server.kill();

      Exception ended = assertThrows(IllegalStateException.class, server::awaitReady);

      assertTrue(ended.toString().contains("the server has ended"), ended::toString);
    }
  }
}
