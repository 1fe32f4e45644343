package io.vedette.stats;

/** Something that is counted by name: a constant of an enumeration. */
public interface Statistic {
  /** The name of the number in Redis. */
  String member();
}
