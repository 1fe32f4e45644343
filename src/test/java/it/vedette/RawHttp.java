package it.vedette;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests byte for byte, also those that a decent client would not send. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** Sends the text and gives back what is answered until the head and its content are there. */
  static String exchange(URI base, String request) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return answer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    StringBuilder answer = new StringBuilder();
    int letter = in.read();
    while (letter >= 0) {
      answer.append((char) letter);
      if (letter == '\n' && answer.lastIndexOf("\r\n\r\n") == answer.length() - 4) {
        byte[] content = in.readNBytes(length(answer.toString()));
        return answer.append(new String(content, StandardCharsets.ISO_8859_1)).toString();
      }
      letter = in.read();
    }
    return answer.toString();
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .reduce(0, (first, last) -> last);
  }

  /** A request without content, closing the connection. */
  static String send(URI base, String method, String target, String... fields) {
    List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: x"));
    lines.addAll(List.of(fields));
    lines.add("Connection: close");
    return exchange(base, String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** The status of an answer. */
  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
