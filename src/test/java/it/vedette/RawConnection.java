package it.vedette;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection on which a test sends byte by byte what it likes. Every read is bounded. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int NARROW = 4096;

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  static RawConnection to(URI base) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawConnection(socket);
  }

  /** One whose other end can send little before this one reads. */
  static RawConnection narrow(URI base) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(NARROW);
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawConnection(socket);
  }

  /** Asks for what it does not read. */
  static RawConnection stalled(URI base, String path, String... fields) throws IOException {
    RawConnection connection = narrow(base);
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    connection.send(head.append("\r\n").toString());
    return connection;
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** The status line and the header fields of the next answer, as they came. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int letter = socket.getInputStream().read();
      if (letter < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) letter);
    }
    return head.toString();
  }

  /**
   * The status of the next answer, which is read to its end; {@code Content-Length} says where.
   * What a problem says follows the status.
   */
  String readAnswer() throws IOException {
    String head = readHead();
    Matcher length = LENGTH.matcher(head);
    byte[] content = new byte[0];
    if (length.find()) {
      content = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
    }
    String status = head.substring(9, 12);
    return status.startsWith("5") ? status + " " + new String(content, UTF_8) : status;
  }

  /** All that comes until the server closes the connection, be it by a reset. */
  String readToEnd() throws IOException {
    StringBuilder all = new StringBuilder();
    try {
      int letter = socket.getInputStream().read();
      while (letter >= 0) {
        all.append((char) letter);
        letter = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      // As good as an end.
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
