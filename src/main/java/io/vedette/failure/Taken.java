package io.vedette.failure;

/**
 * What would have been taken in the place of what came.
 *
 * @param of what it is one
 * @param name its name: {@code application/json}, {@code identity}
 */
public record Taken(Kind of, String name) {
  /** What can be of a kind that is not taken. */
  public enum Kind {
    MEDIA_TYPE,
    CONTENT_CODING
  }
}
