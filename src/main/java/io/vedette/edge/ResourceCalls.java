package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.CallFilter.Answer;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Has the calls that JAX-RS makes pass {@link CallFilters}, and the answers that it makes itself.
 */
@Provider
public class ResourceCalls implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String CALL = ResourceCalls.class.getName();

  @Inject CallFilters filters;
  @Context ResourceInfo resource;
  @Context HttpServletRequest request;
  @Context HttpServletResponse response;

  @Override
  public void filter(ContainerRequestContext context) {
    MultivaluedMap<String, String> parameters = context.getUriInfo().getPathParameters();
    Call call = new Call(request, response, resource.getResourceMethod(), parameters::getFirst);
    context.setProperty(CALL, call);
    filters.before(call).ifPresent(context::abortWith);
  }

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
    filters.after(
        call(context), new Answer(answer.getStatus(), answer.getEntity(), answer.getHeaders()));
  }

  private Call call(ContainerRequestContext context) {
    return context.getProperty(CALL) instanceof Call call
        ? call
        : new Call(request, response, null, name -> null);
  }
}
