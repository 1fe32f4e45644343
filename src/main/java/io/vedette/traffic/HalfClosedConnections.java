package io.vedette.traffic;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Connections whose other end has closed its side: RFC 9293, section 3.6, state CLOSE-WAIT. Over
 * HTTP/1.1 the container reads nothing while a request is answered, and writing to such a
 * connection succeeds once, so that nobody else can tell.
 *
 * <p>Linux tells it in {@code /proc/net}: see proc_pid_net(5). Where there is none no connection is
 * known to be half closed.
 */
public final class HalfClosedConnections {
  private static final List<String> TABLES = List.of("tcp", "tcp6");
  private static final String CLOSE_WAIT = "08";
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int HEXADECIMAL = 16;

  private final Path directory;

  /**
   * Reads nothing yet.
   *
   * @param directory that has the tables of connections
   */
  public HalfClosedConnections(Path directory) {
    this.directory = directory;
  }

  /** Those of this moment, as far as they can be known. It takes some milliseconds. */
  public Set<Connection> now() {
    Set<Connection> found = new HashSet<>();
    for (String table : TABLES) {
      Path file = directory.resolve(table);
      if (Files.isReadable(file)) {
        found.addAll(read(file));
      }
    }
    return found;
  }

  private static Set<Connection> read(Path table) {
    try (var lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      return lines
          .map(line -> line.strip().split("\\s+", STATE + 2))
          .filter(columns -> columns.length > STATE && columns[STATE].equals(CLOSE_WAIT))
          .map(columns -> connection(columns[LOCAL], columns[REMOTE]))
          .collect(toSet());
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }

  private static Connection connection(String local, String remote) {
    int colon = remote.indexOf(':');
    return new Connection(address(remote.substring(0, colon)), port(remote), port(local));
  }

  private static int port(String end) {
    return Integer.parseInt(end.substring(end.indexOf(':') + 1), HEXADECIMAL);
  }

  /** Words of 32 bits, each in the order of the machine. */
  private static String address(String digits) {
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    ByteBuffer address = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      address.putInt(words.getInt());
    }
    try {
      return InetAddress.getByAddress(address.array()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(digits + " is no address", e);
    }
  }
}
