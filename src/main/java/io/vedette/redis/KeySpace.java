package io.vedette.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names in Redis that are this installation's: all begin with its prefix. Each room has a class
 * of its own that makes those of its keys, and tells their shapes.
 *
 * <pre>
 *   {prefix}:1:mark      string, written before a wait for replicas
 *   {prefix}:1:beat      string, while a heartbeat was published a moment ago
 *   {prefix}:1:topics    channel, "TOPIC, line feed, message", or "" of a heartbeat
 * </pre>
 *
 * The number is the version of the stored form: a version that cannot read another's data does not
 * see it. What stands in braces puts the keys that have the same there into one slot.
 */
public final class KeySpace {
  private static final String FORM = ":1:";

  private final String root;

  /** All that begins with that prefix. */
  public KeySpace(String prefix) {
    this.root = prefix + FORM;
  }

  /** What all names begin with. */
  public String root() {
    return root;
  }

  /** The name, of any text, that is here what it is everywhere. */
  public byte[] name(String name) {
    return (root + name).getBytes(StandardCharsets.UTF_8);
  }

  /** The name that goes on with any bytes. */
  public byte[] name(String begin, byte[] end) {
    byte[] first = name(begin);
    byte[] whole = Arrays.copyOf(first, first.length + end.length);
    System.arraycopy(end, 0, whole, first.length, end.length);
    return whole;
  }

  /** What is written so that there is something to wait for. */
  byte[] mark() {
    return name("mark");
  }

  /** What is there while a heartbeat was published a moment ago. */
  byte[] beat() {
    return name("beat");
  }

  /** The channel of what scripts tell all servers. */
  byte[] topics() {
    return name("topics");
  }
}
