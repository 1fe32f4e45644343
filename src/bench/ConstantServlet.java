import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Answers at once below /near, from another thread below /get, with as much as the key begins with. */
@WebServlet(urlPatterns = {"/near/*", "/get/*"}, asyncSupported = true)
public class ConstantServlet extends HttpServlet {
  private static final Map<String, byte[]> VALUES =
      Map.of("100B", value(100), "1KiB", value(1024), "100KiB", value(100 * 1024));

  private final Executor others = Executors.newFixedThreadPool(4);

  private static byte[] value(int size) {
    byte[] value = new byte[size];
    for (int i = 0; i < size; i++) {
      value[i] = (byte) ('0' + i % 10);
    }
    return value;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = request.getPathInfo().substring(1);
    byte[] value = VALUES.get(key.substring(0, key.indexOf('-')));
    if (request.getServletPath().equals("/near")) {
      answer(value, response);
      return;
    }
    AsyncContext context = request.startAsync();
    others.execute(
        () -> {
          try {
            answer(value, response);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            context.complete();
          }
        });
  }

  /** With as many fields as a value of Vedette. */
  private static void answer(byte[] value, HttpServletResponse response) throws IOException {
    response.setHeader("X-Request-Id", "0123456789abcdef0123456789abcdef");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("ETag", "\"0123456789abcdef\"");
    response.setHeader("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT");
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Cache-Status", "vedette; hit; ttl=3600");
    response.setContentType("text/plain");
    response.setContentLength(value.length);
    response.getOutputStream().write(value);
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
