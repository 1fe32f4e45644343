package io.vedette.edge;

import jakarta.servlet.http.HttpServletRequest;

/** What every request has to pass, for the fuzzer. */
public final class EdgeChecks {
  private EdgeChecks() {}

  /** Throws the failure with which a request is refused. */
  public static void check(HttpServletRequest request) {
    Framing.check(request);
    RequestTarget.check(request);
  }
}
