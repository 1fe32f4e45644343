package io.vedette.failure;

/**
 * A way in which a call can go wrong, in words and numbers: the one place where a failure gets its
 * status. What any call can meet stands here, what only those of a room can stands there.
 */
public final class Problem {
  /** Bad syntax, an unknown member or parameter, or a value out of its range. */
  public static final Problem MALFORMED_REQUEST =
      of("malformed-request", 400, "The request is malformed");

  /** No credential, or one that does not count. */
  public static final Problem UNAUTHENTICATED =
      of("unauthenticated", 401, "A credential is required");

  /** The credential counts, and does not allow this. */
  public static final Problem FORBIDDEN =
      of("forbidden", 403, "The credential does not allow this");

  /** No such path in this API. */
  public static final Problem RESOURCE_NOT_FOUND =
      of("resource-not-found", 404, "There is no such resource");

  /** The resource exists and does not know this method; {@code Allow} names those it knows. */
  public static final Problem METHOD_NOT_ALLOWED =
      of("method-not-allowed", 405, "The method is not allowed here");

  /** None of the media types in {@code Accept} can be produced. */
  public static final Problem NOT_ACCEPTABLE =
      of("not-acceptable", 406, "No acceptable representation");

  /** The client was too slow to send its request. */
  public static final Problem REQUEST_TIMEOUT =
      of("request-timeout", 408, "The request took too long to arrive");

  /** The present state does not allow the request. */
  public static final Problem CONFLICT =
      of("conflict", 409, "The request conflicts with the present state");

  /** A condition of the request (RFC 9110, section 13) was false; nothing was changed. */
  public static final Problem PRECONDITION_FAILED =
      of("precondition-failed", 412, "A precondition failed");

  /** The content is larger than its limit, which the detail names. */
  public static final Problem TOO_LARGE = of("too-large", 413, "The content is too large");

  /** The media type or content coding of the request cannot be taken here. */
  public static final Problem UNSUPPORTED_MEDIA_TYPE =
      of("unsupported-media-type", 415, "The media type is not supported");

  /** The connected Redis, or this version of the service, cannot do what {@code Prefer} demands. */
  public static final Problem CANNOT_HONOUR_PREFERENCE =
      of("cannot-honour-preference", 422, "The preference cannot be honoured");

  /** The policy of the cache asks for conditional writes and the request has no condition. */
  public static final Problem PRECONDITION_REQUIRED =
      of("precondition-required", 428, "A precondition is required");

  /** The caller, or the cache, has used up what it may; nothing was done. */
  public static final Problem QUOTA_EXCEEDED =
      retryable("quota-exceeded", 429, "A quota is exceeded");

  /** The header fields are larger than their limit. */
  public static final Problem HEADERS_TOO_LARGE =
      of("headers-too-large", 431, "The header fields are too large");

  /** A fault of this service; its log has the request id. */
  public static final Problem INTERNAL = of("internal", 500, "Internal error");

  /** The method is not known to this service at all. */
  public static final Problem NOT_IMPLEMENTED =
      of("not-implemented", 501, "The method is not implemented");

  /** This server has as much in flight as it can bear; nothing was done. */
  public static final Problem OVERLOADED = retryable("overloaded", 503, "The server is overloaded");

  /** Redis is away or failing over; the outcome says whether a write happened. */
  public static final Problem STORE_UNAVAILABLE =
      retryable("store-unavailable", 503, "The store is unavailable");

  /** The command was sent to Redis and no answer came in time. */
  public static final Problem OUTCOME_UNKNOWN =
      retryable("outcome-unknown", 503, "The outcome is unknown");

  /** Redis has the write and too few replicas acknowledged it in time. */
  public static final Problem NOT_REPLICATED =
      retryable("not-replicated", 503, "Too few replicas acknowledged the write");

  /** Redis refuses writes for lack of memory. */
  public static final Problem STORE_FULL = retryable("store-full", 507, "The store is full");

  private final String code;
  private final int status;
  private final String title;
  private final boolean retryable;

  private Problem(String code, int status, String title, boolean retryable) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  /**
   * One whose request fails again until it is changed, or the world is.
   *
   * @param code see {@link #code}
   * @param status 400 to 599
   * @param title see {@link #title}
   */
  public static Problem of(String code, int status, String title) {
    return new Problem(code, status, title, false);
  }

  /** One whose request may succeed later as it is. */
  public static Problem retryable(String code, int status, String title) {
    return new Problem(code, status, title, true);
  }

  /**
   * The stable code, for example {@code entry-not-found}: in the type {@code
   * urn:vedette:problem:<code>} of its problem document (RFC 9457). It never changes.
   */
  public String code() {
    return code;
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

  @Override
  public String toString() {
    return code;
  }
}
