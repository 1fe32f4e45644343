package io.vedette.edge;

import io.vedette.failure.Failure;
import io.vedette.http.ProblemDocument;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers what no resource serves: paths outside the API (it is the default servlet) and the errors
 * of the container (it is the error page, see web.xml).
 */
public class ProblemServlet extends HttpServlet {

  @Override
  public void service(ServletRequest request, ServletResponse response) throws IOException {
    doTrace((HttpServletRequest) request, (HttpServletResponse) response);
  }

  /** Liberty answers TRACE itself, as plain text, unless the servlet has this method. */
  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(Problems.ofStatus(status(request, response)), request, response);
  }

  private static int status(HttpServletRequest request, HttpServletResponse response) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      return HttpServletResponse.SC_NOT_FOUND;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status instanceof Integer code ? code : response.getStatus();
  }

  /** Answers with the problem document, unless an answer is already on its way. */
  static void write(Failure failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    String requestId = RequestId.of(request);
    byte[] document =
        ProblemDocument.of(Problems.told(failure, request), requestId)
            .getBytes(StandardCharsets.UTF_8);
    response.reset();
    response.setStatus(failure.problem().status());
    EdgeFields.markAgain(request, response);
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    failure
        .retryAfter()
        .ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
    response.setContentLength(document.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(document);
    }
    response.flushBuffer();
  }
}
