package io.vedette.cache;

/** What a reader wants of an entry. */
enum Reading {
  /** The value; slides the idle limit. */
  VALUE(true, true),
  /** Everything but the value; slides the idle limit. */
  HEAD(false, true),
  /** Everything but the value, and nobody will notice: the idle limit stays. */
  PEEK(false, false);

  final boolean value;
  final boolean slides;

  Reading(boolean value, boolean slides) {
    this.value = value;
    this.slides = slides;
  }
}
