package io.vedette.http;

/** Content of an answer that knows how many bytes it is. */
public interface Sized {
  /** Bytes that are sent. */
  long sentBytes();
}
