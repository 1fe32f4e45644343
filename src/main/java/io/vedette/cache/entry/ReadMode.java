package io.vedette.cache.entry;

/** What a reader wants of an entry. */
public enum ReadMode {
  /** The value; slides the idle limit. */
  VALUE(true, true),
  /** Everything but the value; slides the idle limit. */
  HEAD(false, true),
  /** Everything but the value, and nobody will notice: the idle limit stays. */
  PEEK(false, false);

  public final boolean value;
  final boolean slides;

  ReadMode(boolean value, boolean slides) {
    this.value = value;
    this.slides = slides;
  }
}
