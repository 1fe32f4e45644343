package io.vedette.idempotency;

import static io.vedette.FuzzInput.holds;
import static io.vedette.FuzzInput.reads;

import io.vedette.FuzzInput;
import io.vedette.http.FakeRequest;

/** A target of the fuzzer: the key of a request that may come twice. */
public final class IdempotencyFuzz {
  private IdempotencyFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FakeRequest request = FakeRequest.of("POST", "/");
    for (String line : FuzzInput.of(bytes).text().split("\n", -1)) {
      request.with("Idempotency-Key", line);
    }
    reads(
        () ->
            IdempotencyKey.of(request.request())
                .ifPresent(
                    key ->
                        holds(
                            key.length() <= 255 && key.chars().allMatch(c -> c >= ' ' && c <= '~'),
                            key)));
  }
}
