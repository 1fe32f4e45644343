package io.vedette.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.Stub;
import io.vedette.Stub.Action;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was answered, with no container. */
public final class FakeResponse {
  private final Map<String, Object> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int status;

  /** As a container hands it on. */
  public HttpServletResponse response() {
    Map<String, Action> actions = new HashMap<>();
    actions.put("setStatus", code -> status = (Integer) code[0]);
    actions.put("setHeader", field -> fields.put((String) field[0], field[1]));
    actions.put("setContentType", type -> fields.put("Content-Type", type[0]));
    actions.put("setContentLength", length -> fields.put("Content-Length", length[0]));
    actions.put("getOutputStream", none -> new Out());
    actions.put("isCommitted", none -> content.size() > 0);
    actions.put("reset", none -> null);
    actions.put("flushBuffer", none -> null);
    return Stub.of(HttpServletResponse.class, actions);
  }

  public int status() {
    return status;
  }

  /** By name; those that are numbers as such. */
  public Map<String, Object> fields() {
    return fields;
  }

  public String content() {
    return content.toString(UTF_8);
  }

  private final class Out extends ServletOutputStream {
    @Override
    public void write(int letter) {
      content.write(letter);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
