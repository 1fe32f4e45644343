package io.vedette.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * An answer whose media type is sent as it was given. Of one that is set the server writes the name
 * of the parameter {@code charset} anew; one that is added it takes as it is, in the place of the
 * one before.
 */
final class VerbatimAnswer extends HttpServletResponseWrapper {
  VerbatimAnswer(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Type")) {
      super.addHeader(name, value);
    } else {
      super.setHeader(name, value);
    }
  }
}
