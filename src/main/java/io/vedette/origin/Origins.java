package io.vedette.origin;

import io.vedette.failure.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The origins that the configuration names. */
public final class Origins {
  private final Map<String, Origin> named;

  Origins(Map<String, Origin> named) {
    this.named = Map.copyOf(named);
  }

  /**
   * The origin of that name.
   *
   * @throws Failure {@link OriginProblems#ORIGIN_UNAVAILABLE} when this server has none: another
   *     one knew it when the policy was set
   */
  public Origin named(String name) {
    return Optional.ofNullable(named.get(name))
        .orElseThrow(
            () ->
                Failure.of(
                    OriginProblems.ORIGIN_UNAVAILABLE, "This server does not know the origin."));
  }

  /** Their names, in order. */
  public Set<String> names() {
    return new TreeSet<>(named.keySet());
  }
}
