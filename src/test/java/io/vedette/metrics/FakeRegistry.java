package io.vedette.metrics;

import static java.util.stream.Collectors.joining;

import io.vedette.Stub;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** A registry that can be read as text, and counts how often it was asked for a series. */
public final class FakeRegistry {
  private final ConcurrentMap<String, Supplier<?>> series = new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();

  /** The registry itself. */
  public MetricRegistry registry() {
    return Stub.of(
        MetricRegistry.class,
        Map.of(
            "counter", arguments -> counter(named(arguments)),
            "timer", arguments -> timer(named(arguments)),
            "gauge", arguments -> gauge(((Metadata) arguments[0]).getName(), arguments[1])));
  }

  /** Measurements that end up here. */
  public Measurements measurements() {
    return new Measurements(registry());
  }

  private static String named(Object[] arguments) {
    String tags =
        Stream.of((Tag[]) arguments[1])
            .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
            .collect(joining(",", "{", "}"));
    Metadata metadata = (Metadata) arguments[0];
    String unit = metadata.getUnit().equals("none") ? "" : "_" + metadata.getUnit();
    return metadata.getName() + unit + tags;
  }

  private Counter counter(String name) {
    lookups.incrementAndGet();
    LongAdder sum = new LongAdder();
    series.put(name, sum::sum);
    return Stub.of(
        Counter.class,
        Map.of(
            "inc",
            arguments -> {
              sum.add(arguments.length == 0 ? 1 : (Long) arguments[0]);
              return null;
            }));
  }

  private Timer timer(String name) {
    lookups.incrementAndGet();
    LongAdder count = new LongAdder();
    series.put(name, count::sum);
    return Stub.of(
        Timer.class,
        Map.of(
            "update",
            arguments -> {
              count.increment();
              return null;
            }));
  }

  private Gauge<?> gauge(String name, Object value) {
    series.put(name, (Supplier<?>) value);
    return Stub.of(Gauge.class, Map.of());
  }

  /** A line for each series, in order: a counter's sum, a timer's count, a gauge's value. */
  public String text() {
    return new TreeMap<>(series)
        .entrySet().stream()
            .map(line -> line.getKey() + " " + line.getValue().get() + "\n")
            .collect(joining());
  }

  /** How often a series was asked for. */
  public int lookups() {
    return lookups.get();
  }
}
