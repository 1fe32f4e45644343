package io.vedette.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over a connection, of which nothing else is read meanwhile. Its body
 * is counted before it is kept, and stays as it comes.
 */
final class Exchange implements AsyncClientExchangeHandler {
  private final TargetUrl url;
  private final PushRequest request;
  private final FutureCallback<Exchange> told;
  private final ByteBuffer unsent;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable HttpResponse head;
  private volatile boolean whole;
  private boolean begun;
  private boolean sent;

  /**
   * Prepares one.
   *
   * @param told once or more how it ends: the first counts
   */
  Exchange(TargetUrl url, PushRequest request, FutureCallback<Exchange> told) {
    this.url = url;
    this.request = request;
    this.told = told;
    this.unsent = ByteBuffer.wrap(request.body());
    this.sent = !unsent.hasRemaining();
  }

  /** The head of the answer, when it has ended well. */
  HttpResponse head() {
    HttpResponse received = head;
    if (received == null) {
      throw new IllegalStateException("no answer");
    }
    return received;
  }

  byte[] body() {
    return body.toByteArray();
  }

  /** Whether all was sent and received, so that another request may follow. */
  boolean isWhole() {
    return whole;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    begun = true;
    BasicHttpRequest asked =
        new BasicHttpRequest(request.method(), url.scheme(), null, url.requested(request.path()));
    request.fields().forEach(asked::addHeader);
    asked.addHeader(HttpHeaders.HOST, url.hostField());
    asked.addHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    channel.sendRequest(
        asked, sent ? null : new BasicEntityDetails(unsent.remaining(), null), context);
  }

  @Override
  public int available() {
    return unsent.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    channel.write(unsent);
    if (!unsent.hasRemaining()) {
      channel.endStream();
      sent = true;
    }
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) {}

  @Override
  public void consumeResponse(
      HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
      throws IOException {
    head = response;
    if (entity == null) {
      end();
    } else {
      count(entity.getContentLength());
    }
  }

  private void count(long bytes) throws MessageConstraintException {
    if (bytes > request.maxBytes()) {
      throw new MessageConstraintException("more bytes than allowed");
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer src) throws IOException {
    count((long) body.size() + src.remaining());
    byte[] part = new byte[src.remaining()];
    src.get(part);
    body.writeBytes(part);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    end();
  }

  private void end() {
    whole = sent;
    told.completed(this);
  }

  @Override
  public void failed(Exception cause) {
    told.failed(cause);
  }

  /** The connection had closed before anything could be sent. */
  @Override
  public void cancel() {
    told.failed(
        begun
            ? new ConnectionClosedException()
            : new PushFailure(PushFailure.Reason.CANNOT_CONNECT, "The connection was closed."));
  }

  @Override
  public void releaseResources() {
    told.failed(new ConnectionClosedException());
  }
}
