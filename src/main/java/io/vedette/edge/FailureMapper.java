package io.vedette.edge;

import io.vedette.failure.Failure;
import io.vedette.failure.Taken;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The one mapper: everything that is thrown in a resource or on the way to it. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
  @Context HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    return thrown instanceof WebApplicationException refusal
        ? ofRouting(refusal.getResponse(), RequestId.of(request))
        : answer(thrown, request);
  }

  /** The answer to a request in which that was thrown. */
  static Response answer(Throwable thrown, HttpServletRequest request) {
    String requestId = RequestId.of(request);
    Failure failure = Problems.failure(thrown, requestId);
    Response.ResponseBuilder answer = Problems.answer(Problems.told(failure, request), requestId);
    failure
        .taken()
        .ifPresent(taken -> answer.header(acceptField(taken.of(), request), taken.name()));
    return answer.build();
  }

  /** RFC 5789, section 3.1; Linked Data Platform, section 7.1; RFC 9110, section 15.5.16. */
  private static String acceptField(Taken.Kind kind, HttpServletRequest request) {
    if (kind == Taken.Kind.CONTENT_CODING) {
      return "Accept-Encoding";
    }
    return switch (request.getMethod()) {
      case "PATCH" -> "Accept-Patch";
      case "POST" -> "Accept-Post";
      default -> "Accept";
    };
  }

  private Response ofRouting(Response refusal, String requestId) {
    Failure failure = Problems.told(Problems.ofStatus(refusal.getStatus()), request);
    Response.ResponseBuilder answer = Problems.answer(failure, requestId);
    String allowed = refusal.getHeaderString("Allow");
    if (allowed != null) {
      answer.header("Allow", allowed);
    }
    return answer.build();
  }
}
