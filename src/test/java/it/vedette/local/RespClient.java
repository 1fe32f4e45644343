package it.vedette.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/** Speaks RESP 2 over one connection. */
public final class RespClient implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Socket socket;
  private final DataInputStream in;

  /** Connects to the loopback address. */
  RespClient(SocketFactory sockets, int port, Duration patience) throws IOException {
    this(sockets, new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), patience);
  }

  /**
   * Connects.
   *
   * @param patience for the connection, and again for every read
   */
  public RespClient(SocketFactory sockets, InetSocketAddress address, Duration patience)
      throws IOException {
    socket = sockets.createSocket();
    int millis = Math.toIntExact(patience.toMillis());
    socket.connect(address, millis);
    socket.setSoTimeout(millis);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /**
   * Sends one command and reads its answer.
   *
   * @throws IllegalStateException with the words of Redis, when it answers with an error
   */
  public Reply call(String... words) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(ascii("*" + words.length));
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      request.writeBytes(ascii("$" + bytes.length));
      request.writeBytes(bytes);
      request.writeBytes(ascii(""));
    }
    OutputStream out = socket.getOutputStream();
    out.write(request.toByteArray());
    return read();
  }

  private static byte[] ascii(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private Reply read() throws IOException {
    String line = line();
    if (line.isEmpty()) {
      throw new IOException("not RESP: an empty line");
    }
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> Reply.of(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      case '-' -> throw new IllegalStateException(rest);
      default -> throw new IOException("not RESP: " + line);
    };
  }

  private Reply bulk(int length) throws IOException {
    if (length < 0) {
      return Reply.of("(nil)");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    in.skipNBytes(2);
    return Reply.of(new String(bytes, StandardCharsets.UTF_8));
  }

  private Reply array(int length) throws IOException {
    if (length < 0) {
      return Reply.of("(nil)");
    }
    List<Reply> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      items.add(read());
    }
    return Reply.of(items);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
