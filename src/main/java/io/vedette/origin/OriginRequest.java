package io.vedette.origin;

import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What is asked of an origin.
 *
 * @param key stands in the URL for {@code {key}}
 * @param fields what is forwarded of the caller
 * @param known of what is stored and may be confirmed
 * @param maxBytes the largest body that is taken
 * @param hold makes room for that many bytes of a body, or throws
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OriginRequest(
    byte[] key, Map<String, String> fields, Validators known, int maxBytes, LongConsumer hold) {
  public OriginRequest {
    fields = Map.copyOf(fields);
  }
}
