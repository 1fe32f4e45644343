package io.vedette.push;

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

  /** The reason; those whose documents say so mean that the target has seen nothing. */
  public Reason reason() {
    return reason;
  }
}
