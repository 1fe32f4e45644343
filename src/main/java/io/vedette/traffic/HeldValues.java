package io.vedette.traffic;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that requests are answered with, and for how many of whom. One that many hold is there
 * once; identity tells one from another. Whoever changes it and what is counted by it takes its
 * monitor for both.
 */
final class HeldValues {
  private final IdentityHashMap<byte[], Map<@Nullable String, Integer>> holders =
      new IdentityHashMap<>();

  /**
   * Whom a change was the first or the last for.
   *
   * @param any whether nobody else holds the value
   * @param owner whether nobody else of the same owner does
   */
  record Alone(boolean any, boolean owner) {}

  Alone enter(byte[] value, @Nullable String owner) {
    Map<@Nullable String, Integer> all = holders.computeIfAbsent(value, any -> new HashMap<>());
    boolean first = all.isEmpty();
    return new Alone(first, all.merge(owner, 1, Integer::sum) == 1);
  }

  Alone leave(byte[] value, @Nullable String owner) {
    Map<@Nullable String, Integer> all = holders.getOrDefault(value, new HashMap<>());
    boolean last = all.merge(owner, -1, Integer::sum) == 0;
    if (last) {
      all.remove(owner);
    }
    if (all.isEmpty()) {
      holders.remove(value);
    }
    return new Alone(all.isEmpty(), last);
  }
}
