package io.vedette.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Counters, times and gauges by name and tags. The registry builds an identifier for every look-up;
 * here a series is looked up once and remembered.
 */
public final class Measurements {
  private record Series(String name, List<String> tagValues) {}

  private final MetricRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  public Measurements(MetricRegistry registry) {
    this.registry = registry;
  }

  /**
   * The counter of one combination of tags; it appears on the metrics page at once, with 0.
   *
   * @param name the name, the same with every combination
   * @param tags name, value, name, value …; the names are always the same for one name
   */
  public Counter counter(String name, String description, String... tags) {
    Series series = new Series(name, List.of(tags));
    Counter known = counters.get(series);
    return known != null
        ? known
        : counters.computeIfAbsent(
            series, s -> registry.counter(metadata(name, description, "none"), tags(tags)));
  }

  /** The time of one combination of tags, in seconds on the metrics page. */
  public Timer timer(String name, String description, String... tags) {
    Series series = new Series(name, List.of(tags));
    Timer known = timers.get(series);
    return known != null
        ? known
        : timers.computeIfAbsent(
            series,
            s -> registry.timer(metadata(name, description, MetricUnits.SECONDS), tags(tags)));
  }

  /**
   * A value that is asked for whenever the metrics page is read; it must not block.
   *
   * @param tags name, value, name, value …
   */
  public <N extends Number> void gauge(
      String name, String description, Supplier<N> value, String... tags) {
    registry.gauge(metadata(name, description, "none"), value, tags(tags));
  }

  private static Metadata metadata(String name, String description, String unit) {
    return Metadata.builder().withName(name).withDescription(description).withUnit(unit).build();
  }

  private static Tag[] tags(String... namesAndValues) {
    Tag[] tags = new Tag[namesAndValues.length / 2];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = new Tag(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
    }
    return tags;
  }
}
