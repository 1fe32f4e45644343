package io.vedette.http;

import jakarta.json.spi.JsonProvider;

/** The implementation of JSON-P, which {@link jakarta.json.Json} looks up anew at each call. */
public final class SharedJson {
  /** May be used by any number of threads. */
  public static final JsonProvider JSON = JsonProvider.provider();

  private SharedJson() {}
}
