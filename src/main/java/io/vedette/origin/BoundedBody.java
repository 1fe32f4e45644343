package io.vedette.origin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/**
 * A body that is read up to a limit; more of it is not read, and the connection is closed. One that
 * is not as long as announced has failed.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final long announced;
  private final long most;
  private final LongConsumer hold;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private Flow.Subscription subscription = new NoSubscription();

  /** A body with more bytes than its limit. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Before there is one. */
  private static final class NoSubscription implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /**
   * Prepares to read.
   *
   * @param announced the length that the header says, or -1
   * @param hold makes room for that many bytes more, or throws
   */
  BoundedBody(long announced, long most, LongConsumer hold) {
    this.announced = announced;
    this.most = most;
    this.hold = hold;
    if (announced > most) {
      whole.completeExceptionally(new TooLarge());
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    if (whole.isDone()) {
      begun.cancel();
    } else {
      begun.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (whole.isDone()) {
      return;
    }
    try {
      buffers.forEach(this::add);
    } catch (RuntimeException e) {
      subscription.cancel();
      whole.completeExceptionally(e);
    }
  }

  private void add(ByteBuffer buffer) {
    byte[] part = new byte[buffer.remaining()];
    if (body.size() + part.length > most) {
      throw new TooLarge();
    }
    hold.accept(part.length);
    buffer.get(part);
    body.writeBytes(part);
  }

  @Override
  public void onError(Throwable thrown) {
    whole.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    if (announced >= 0 && body.size() != announced) {
      whole.completeExceptionally(new EOFException("not as long as announced"));
    }
    whole.complete(body.toByteArray());
  }
}
