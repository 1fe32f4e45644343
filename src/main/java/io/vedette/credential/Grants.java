package io.vedette.credential;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that a caller may do. */
public record Grants(Set<Grant> all) {
  /** Nothing at all. */
  public static final Grants NONE = new Grants(Set.of());

  /** Makes it unchangeable. */
  public Grants {
    all = Set.copyOf(all);
  }

  /**
   * Reads a list of grants.
   *
   * @throws IllegalArgumentException naming the first that cannot be read
   */
  public static Grants parse(List<String> texts) {
    Set<Grant> grants = new LinkedHashSet<>();
    for (String text : texts) {
      grants.add(
          Grant.parse(text)
              .orElseThrow(
                  () -> new IllegalArgumentException("'%s' is not a scope".formatted(text))));
    }
    return new Grants(grants);
  }

  /** Whether the scope was granted for that name. */
  public boolean allow(Scope scope, String name) {
    return all.stream().anyMatch(grant -> grant.scope() == scope && grant.matches(name));
  }

  /** Whether the scope was granted without a limit to names. */
  public boolean allowAll(Scope scope) {
    return all.stream().anyMatch(grant -> grant.scope() == scope && grant.holdsForAll());
  }

  /** Whether the scope was granted, be it for one name. */
  public boolean allowSome(Scope scope) {
    return all.stream().anyMatch(grant -> grant.scope() == scope);
  }
}
