package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.traffic.GracefulStop;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Ends connections while the server drains, so that none is left for a request that comes too late:
 * also with answers to requests that came before. {@link EdgeFields} does for all others.
 */
@Dependent
public class DrainFilter implements CallFilter {
  @Inject GracefulStop stop;

  @Override
  public void after(Call call, Answer answer) {
    if (stop.isDraining()) {
      answer.fields().putSingle("Connection", "close");
    }
  }
}
