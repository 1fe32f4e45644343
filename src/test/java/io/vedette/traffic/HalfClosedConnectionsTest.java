package io.vedette.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.vedette.local.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HalfClosedConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  @EnabledOnOs(OS.LINUX)
  void closedByTheOtherEnd_isToldOfThisMachine() throws IOException {
    HalfClosedConnections connections = new HalfClosedConnections(Path.of("/proc/self/net"));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      Connection own =
          new Connection(
              accepted.getInetAddress().getHostAddress(),
              accepted.getPort(),
              accepted.getLocalPort());
      assertFalse(connections.now().contains(own));
      client.shutdownOutput();
      Await.until("the connection", PATIENCE, () -> connections.now().contains(own));
    }
  }

  @Test
  void table_isReadAsLinuxWritesIt(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("tcp6"),
        """
          sl  local_address                         remote_address                        st tx_queue
           0: 00000000000000000000000001000000:2378 B80D0120000000000000000001000000:D431 08 00000000:00000000
           1: 0000000000000000FFFF00000100007F:2378 0000000000000000FFFF00000100007F:D432 08 00000000:00000000
           2: 0000000000000000FFFF00000100007F:2378 0000000000000000FFFF00000100007F:D433 01 00000000:00000000
        """);
    assertEquals(
        Set.of(
            new Connection("2001:db8:0:0:0:0:0:1", 0xD431, 0x2378),
            new Connection("127.0.0.1", 0xD432, 0x2378)),
        new HalfClosedConnections(directory).now());
  }

  @Test
  void machineWithoutTables_knowsOfNone(@TempDir Path directory) {
    assertEquals(Set.of(), new HalfClosedConnections(directory).now());
  }
}
