package io.vedette.cache;

/** What a reader wants of an entry. */
enum ReadMode {
  /** The value; slides the idle limit. */
  VALUE(true, true),
  /** Everything but the value; slides the idle limit. */
  HEAD(false, true),
  /** Everything but the value, and nobody will notice: the idle limit stays. */
  PEEK(false, false);

  final boolean value;
  final boolean slides;

  ReadMode(boolean value, boolean slides) {
    this.value = value;
    this.slides = slides;
  }
}
