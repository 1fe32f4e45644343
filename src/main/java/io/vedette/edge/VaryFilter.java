package io.vedette.edge;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps {@code Vary: Origin} on answers that vary with more, as those of an origin may: JAX-RS puts
 * its own {@code Vary} in the place of the one that is there.
 */
@Provider
public class VaryFilter implements ContainerResponseFilter {
  @Inject Cors cors;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (cors.varies() && response.getHeaders().containsKey(Cors.VARY)) {
      response.getHeaders().add(Cors.VARY, Cors.ORIGIN);
    }
  }
}
