package io.vedette.failure;

import java.util.Locale;

/**
 * Everything that can go wrong, in words and numbers: the one place where a failure gets its
 * status.
 *
 * <p>The identifier of a constant, in lower case with dashes, is the {@code <code>} in the type
 * {@code urn:vedette:problem:<code>} of its problem document (RFC 9457) and never changes.
 */
public enum Problem {
  /** Bad syntax, an unknown member or parameter, or a value out of its range. */
  MALFORMED_REQUEST(400, "The request is malformed"),
  /** No credential, or one that does not count. */
  UNAUTHENTICATED(401, "A credential is required"),
  /** The credential counts, and does not allow this. */
  FORBIDDEN(403, "The credential does not allow this"),
  /** No such path in this API. */
  RESOURCE_NOT_FOUND(404, "There is no such resource"),
  /** The cache holds no live entry under this key. */
  ENTRY_NOT_FOUND(404, "There is no such entry"),
  /** The cache holds no live counter under this key. */
  COUNTER_NOT_FOUND(404, "There is no such counter"),
  /** The id stands for no live session: it was never given, has expired or was revoked. */
  SESSION_NOT_FOUND(404, "There is no such session"),
  /** The session has no attribute of this name. */
  ATTRIBUTE_NOT_FOUND(404, "There is no such attribute"),
  /** The resource exists and does not know this method; {@code Allow} names those it knows. */
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /** None of the media types in {@code Accept} can be produced. */
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  /** The client was too slow to send its request. */
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  /** The present state does not allow the request. */
  CONFLICT(409, "The request conflicts with the present state"),
  /** A condition of the request (RFC 9110, section 13) was false; nothing was changed. */
  PRECONDITION_FAILED(412, "A precondition failed"),
  /** The content is larger than its limit, which the detail names. */
  TOO_LARGE(413, "The content is too large"),
  /** The media type or content coding of the request cannot be taken here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
  /** The idempotency key came with another request before. */
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key stands for another request"),
  /** The connected Redis, or this version of the service, cannot do what {@code Prefer} demands. */
  CANNOT_HONOUR_PREFERENCE(422, "The preference cannot be honoured"),
  /** The policy of the cache asks for conditional writes and the request has no condition. */
  PRECONDITION_REQUIRED(428, "A precondition is required"),
  /** The caller, or the cache, has used up what it may; nothing was done. */
  QUOTA_EXCEEDED(429, "A quota is exceeded", true),
  /** The header fields are larger than their limit. */
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  /** A fault of this service; its log has the request id. */
  INTERNAL(500, "Internal error"),
  /** The method is not known to this service at all. */
  NOT_IMPLEMENTED(501, "The method is not implemented"),
  /** The origin of the cache answered what cannot be used, or broke off. */
  BAD_ORIGIN_ANSWER(502, "The origin's answer cannot be used", true),
  /**
   * The origin of the cache cannot be reached, is left alone, or has as many requests as it may.
   */
  ORIGIN_UNAVAILABLE(503, "The origin is unavailable", true),
  /** The origin of the cache did not answer in time. */
  ORIGIN_TIMEOUT(504, "The origin took too long", true),
  /** Only what is stored was asked for, and nothing of use is. */
  NOT_CACHED(504, "There is no stored answer"),
  /** This server has as much in flight as it can bear; nothing was done. */
  OVERLOADED(503, "The server is overloaded", true),
  /** Redis is away or failing over; the outcome says whether a write happened. */
  STORE_UNAVAILABLE(503, "The store is unavailable", true),
  /** The command was sent to Redis and no answer came in time. */
  OUTCOME_UNKNOWN(503, "The outcome is unknown", true),
  /** Redis has the write and too few replicas acknowledged it in time. */
  NOT_REPLICATED(503, "Too few replicas acknowledged the write", true),
  /** Redis refuses writes for lack of memory. */
  STORE_FULL(507, "The store is full", true);

  private final int status;
  private final String title;
  private final boolean retryable;

  Problem(int status, String title) {
    this(status, title, false);
  }

  Problem(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** One sentence without a full stop, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** Whether the same request may succeed later without being changed, unless a failure lasts. */
  public boolean retryable() {
    return retryable;
  }

  /** The stable code, for example {@code entry-not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
