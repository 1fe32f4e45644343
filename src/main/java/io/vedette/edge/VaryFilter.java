package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Keeps {@code Vary: Origin} on answers that vary with more, as those of an origin may: JAX-RS puts
 * its own {@code Vary} in the place of the one that is there.
 */
@Dependent
public class VaryFilter implements CallFilter {
  @Inject Cors cors;

  @Override
  public void after(Call call, Answer answer) {
    if (cors.varies() && answer.fields().containsKey(Cors.VARY)) {
      answer.fields().add(Cors.VARY, Cors.ORIGIN);
    }
  }
}
