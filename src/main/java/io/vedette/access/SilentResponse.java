package io.vedette.access;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response to which the server cannot give its own refusal: ours is a problem document. */
final class SilentResponse extends HttpServletResponseWrapper {
  SilentResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void sendError(int status) {
    // Said by what authenticate returns.
  }

  @Override
  public void sendError(int status, String message) {
    // Said by what authenticate returns.
  }

  @Override
  public void setStatus(int status) {
    // Said by what authenticate returns.
  }

  @Override
  public void setHeader(String name, String value) {
    // The challenge is ours.
  }

  @Override
  public void addHeader(String name, String value) {
    // The challenge is ours.
  }
}
