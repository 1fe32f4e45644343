package io.vedette.http;

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
    String requestId = RequestId.of(request);
    return thrown instanceof WebApplicationException refusal
        ? ofRouting(refusal.getResponse(), requestId)
        : Problems.answer(Problems.failure(thrown, requestId), requestId).build();
  }

  private static Response ofRouting(Response refusal, String requestId) {
    Response.ResponseBuilder answer =
        Problems.answer(Problems.ofStatus(refusal.getStatus()), requestId);
    String allowed = refusal.getHeaderString("Allow");
    if (allowed != null) {
      answer.header("Allow", allowed);
    }
    return answer.build();
  }
}
