package io.vedette.edge;

import io.vedette.traffic.GracefulStop;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Ends connections while the server drains, so that none is left for a request that comes too late:
 * also with answers to requests that came before. {@link EdgeFields} does for all others.
 */
@Provider
public class DrainFilter implements ContainerResponseFilter {
  @Inject GracefulStop stop;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (stop.isDraining()) {
      response.getHeaders().putSingle("Connection", "close");
    }
  }
}
