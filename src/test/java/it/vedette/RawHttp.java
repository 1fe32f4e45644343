package it.vedette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
    StringBuilder answer = new StringBuilder();
    int letter = socket.getInputStream().read();
    while (letter >= 0) {
      answer.append((char) letter);
      if (isWhole(answer)) {
        break;
      }
      letter = socket.getInputStream().read();
    }
    return answer.toString();
  }

  private static boolean isWhole(StringBuilder answer) {
    int head = answer.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    int length = 0;
    for (String line : answer.substring(0, head).split("\r\n", -1)) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return answer.length() >= head + 4 + length;
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
