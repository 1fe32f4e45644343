package io.vedette.credential;

import java.util.Arrays;
import java.util.Optional;

/** A kind of work that a caller may be granted. None includes another. */
public enum Scope {
  /** Reading entries, counters, lists, statistics and policies of caches. */
  CACHE_READ("cache:read"),
  /** Changing entries and counters of caches, and what fills or ends them. */
  CACHE_WRITE("cache:write"),
  /** Sessions. */
  SESSION("session"),
  /** Submitting tasks. */
  TASK_SUBMIT("task:submit"),
  /** Working on tasks. */
  TASK_WORK("task:work"),
  /** Policies and the state of the service. */
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** As tokens, claims and settings name it. */
  public String text() {
    return text;
  }

  /** The scope of that name. */
  public static Optional<Scope> named(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
