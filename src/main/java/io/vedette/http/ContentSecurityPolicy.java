package io.vedette.http;

/** What a browser may make of an answer (W3C Content Security Policy, level 3). */
public final class ContentSecurityPolicy {
  /** The field. */
  public static final String FIELD = "Content-Security-Policy";

  /** A browser that shows an answer makes nothing of it: no script, no form, no part of a page. */
  public static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private ContentSecurityPolicy() {}
}
