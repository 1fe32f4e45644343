package io.vedette.config;

import io.vedette.failure.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds mistyped {@code vedette.*} keys, in the form of properties and of environment variables.
 */
public final class UnknownSettings {
  /** Kubernetes gives every container these variables for a Service that is named vedette. */
  private static final Pattern SERVICE_LINK = Pattern.compile("VEDETTE_(SERVICE|PORT)(_.*)?");

  private final Set<String> known;
  private final Set<String> knownInEnvironment = new TreeSet<>();

  /** Knows exactly these keys. */
  public UnknownSettings(Collection<String> known) {
    this.known = new TreeSet<>(known);
    known.forEach(name -> knownInEnvironment.add(inEnvironment(name)));
  }

  /**
   * One sentence for every unknown key among {@code names}, with the nearest valid name. A name
   * that is only the server's guess of what a variable among them means is not judged beside it: it
   * has dots where the key has hyphens.
   */
  public List<String> among(Stream<String> names) {
    Set<String> all = names.collect(Collectors.toCollection(TreeSet::new));
    return all.stream()
        .filter(this::isUnknown)
        .filter(name -> name.startsWith("VEDETTE_") || !all.contains(inEnvironment(name)))
        .map(this::report)
        .toList();
  }

  private boolean isUnknown(String name) {
    if (name.startsWith("vedette.")) {
      return !known.contains(name);
    }
    return name.startsWith("VEDETTE_")
        && !knownInEnvironment.contains(name)
        && !SERVICE_LINK.matcher(name).matches();
  }

  private String report(String name) {
    Set<String> candidates = name.startsWith("VEDETTE_") ? knownInEnvironment : known;
    return "unknown setting '%s': %s".formatted(name, Suggestion.among(candidates, name));
  }

  /** The name of an environment variable for a key, as MicroProfile Config maps it. */
  private static String inEnvironment(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
