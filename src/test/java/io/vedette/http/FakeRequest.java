package io.vedette.http;

import io.vedette.Stub;
import io.vedette.Stub.Action;
import io.vedette.traffic.TestTraffic;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request as a test says it: a method, a target and header fields, the way a container
 * hands them on. Everything else is refused.
 */
public final class FakeRequest {
  private final String method;
  private final String target;
  private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, Action> actions = new HashMap<>();
  private InputStream content = InputStream.nullInputStream();
  private long announced = -1;
  private long room = Long.MAX_VALUE / 2;
  private String protocol = "HTTP/1.1";

  private FakeRequest(String method, String target) {
    this.method = method;
    this.target = target;
  }

  /**
   * A request without header fields and content.
   *
   * @param target as on the request line: {@code /api/v1/caches/news/entries/a?ttl=5}
   */
  public static FakeRequest of(String method, String target) {
    return new FakeRequest(method, target);
  }

  /** The same with one more line of a header field. */
  public FakeRequest with(String field, String value) {
    fields.computeIfAbsent(field, none -> new ArrayList<>()).add(value);
    return this;
  }

  /** The same with content, whose length is announced. */
  public FakeRequest content(byte[] bytes) {
    return content(new ByteArrayInputStream(bytes), bytes.length);
  }

  /** The same with content; {@code length} is what {@code Content-Length} says, -1 when absent. */
  public FakeRequest content(InputStream bytes, long length) {
    content = bytes;
    announced = length;
    return this;
  }

  /** The same where all content together may be that many bytes. */
  public FakeRequest room(long bytes) {
    room = bytes;
    return this;
  }

  /** The same in another version. */
  public FakeRequest protocol(String version) {
    protocol = version;
    return this;
  }

  /** The request itself. */
  public HttpServletRequest request() {
    targets();
    headers();
    attributes.putIfAbsent(AdmittedRequest.class.getName(), TestTraffic.admission(room));
    actions.put("getContentLengthLong", none -> announced);
    actions.put("getInputStream", none -> new Content(content));
    actions.put("getDispatcherType", none -> DispatcherType.REQUEST);
    actions.put("getAttribute", name -> attributes.get((String) name[0]));
    actions.put("setAttribute", pair -> attributes.put((String) pair[0], pair[1]));
    return Stub.of(HttpServletRequest.class, actions);
  }

  @SuppressWarnings("JdkObsolete") // the servlet API wants a StringBuffer
  private void targets() {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    actions.put("getMethod", none -> method);
    actions.put("getProtocol", none -> protocol);
    actions.put("getRequestURI", none -> path);
    actions.put("getRequestURL", none -> new StringBuffer("http://localhost:9080" + path));
    actions.put("getQueryString", none -> query < 0 ? null : target.substring(query + 1));
  }

  private void headers() {
    actions.put("getHeader", name -> first((String) name[0]));
    actions.put("getHeaders", name -> Collections.enumeration(all((String) name[0])));
    actions.put("getHeaderNames", none -> Collections.enumeration(fields.keySet()));
    actions.put("getContentType", none -> first("Content-Type"));
  }

  private List<String> all(String field) {
    return fields.getOrDefault(field, List.of());
  }

  private @Nullable String first(String field) {
    List<String> lines = all(field);
    return lines.isEmpty() ? null : lines.get(0);
  }

  private static final class Content extends ServletInputStream {
    private final InputStream in;

    Content(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return in.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReady() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
