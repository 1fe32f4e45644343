package io.vedette.push;

import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of answers of one connection, and takes none that is cut off: RFC 9112, section
 * 8. The library takes what has come so far, so that a server that ends within its head would have
 * answered; and interim heads without end, for which alone a thread would be there.
 */
final class WholeHeadParser extends DefaultHttpResponseParser<HttpResponse> {
  private static final int MOST_INTERIM = 10;

  private int interim;

  WholeHeadParser(Http1Config config) {
    super(config, DefaultHttpResponseFactory.INSTANCE);
  }

  @Override
  public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
      throws IOException, HttpException {
    HttpResponse head = super.parse(buffer, false);
    if (head == null && endOfStream && buffer.hasData()) {
      throw new ConnectionClosedException();
    }
    if (head != null) {
      interim = head.getCode() < HttpStatus.SC_SUCCESS ? interim + 1 : 0;
    }
    if (interim > MOST_INTERIM) {
      throw new ProtocolException("interim answers without end");
    }
    return head;
  }
}
