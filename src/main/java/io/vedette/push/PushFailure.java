package io.vedette.push;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** Why a target gave no answer. Its message is for a person and tells no address and no secret. */
public final class PushFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** All that there are. */
  public enum Reason {
    /** One of its addresses may not be connected to. Nothing was sent. */
    REFUSED_ADDRESS,
    /** Its name has no address, or that cannot be told. Nothing was sent. */
    NAME_NOT_RESOLVED,
    /** None of its addresses takes connections. Nothing was sent. */
    CANNOT_CONNECT,
    /** Its certificate is not trusted or not for its name, or TLS fails otherwise. */
    TLS,
    /** It has not answered, or not wholly. It may have done what it was asked to. */
    TIMED_OUT,
    /** Its answer is larger than allowed. It may have done what it was asked to. */
    TOO_LARGE,
    /** It broke off, or its answer is not HTTP. It may have done what it was asked to. */
    NOT_HTTP
  }

  /**
   * One that has happened.
   *
   * @param detail what, in a sentence for a person; without addresses and secrets
   */
  public PushFailure(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** What a cause means; a fault of ours, or that the executor takes no more, is none. */
  static RuntimeException of(@Nullable Throwable cause) {
    if (cause instanceof PushFailure || cause instanceof RejectedExecutionException) {
      return (RuntimeException) cause;
    }
    if (cause instanceof TimeoutException) {
      return new PushFailure(Reason.TIMED_OUT, "The target did not answer in time.");
    }
    if (cause instanceof SSLException) {
      return new PushFailure(
          Reason.TLS, "The certificate of the target is not trusted, or its TLS fails.");
    }
    if (cause instanceof MessageConstraintException) {
      return new PushFailure(Reason.TOO_LARGE, "The answer of the target is too large.");
    }
    return cause instanceof IOException || cause instanceof HttpException
        ? new PushFailure(Reason.NOT_HTTP, "The target broke off, or its answer is not HTTP.")
        : new IllegalStateException(cause);
  }

  /** The reason; those whose documents say so mean that the target has seen nothing. */
  public Reason reason() {
    return reason;
  }
}
