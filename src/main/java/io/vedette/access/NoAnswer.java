package io.vedette.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** What the server may look at while it checks a token, and not answer itself. */
final class NoAnswer extends HttpServletResponseWrapper {
  NoAnswer(HttpServletResponse response) {
    super(response);
  }

  /** Then it leaves the refusal to whoever asked. */
  @Override
  public boolean isCommitted() {
    return true;
  }

  @Override
  public void setStatus(int status) {}

  @Override
  public void sendError(int status) {}

  @Override
  public void sendError(int status, String message) {}

  @Override
  public void setHeader(String name, String value) {}

  @Override
  public void addHeader(String name, String value) {}

  @Override
  public void addCookie(Cookie cookie) {}
}
