package io.vedette.edge;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** An answer that arrives whole and as it was given, whatever the container makes of it. */
final class ContainerAnswer extends HttpServletResponseWrapper {
  ContainerAnswer(HttpServletResponse response) {
    super(response);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of a media type that is set the server writes the name of the parameter {@code charset}
   * anew; one that is added it takes as it is, in the place of the one before.
   */
  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Type")) {
      super.addHeader(name, value);
    } else {
      super.setHeader(name, value);
    }
  }

  /**
   * Does nothing: the server sends what is left when the request ends. JAX-RS flushes whatever it
   * answers before its method returns, and over HTTP/2 the server never ends the stream of an
   * answer without content (204, 304) of which the fields have been flushed.
   */
  @Override
  public void flushBuffer() {}
}
