package io.vedette.idempotency;

import io.vedette.access.Caller;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.RequestBody;
import io.vedette.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes requests idempotent that are not so by their method. */
public final class Idempotency {
  /** What may change the meaning of a request besides its target and content. */
  private static final List<String> FIELDS = List.of("Content-Type", "Prefer");

  private final Claims claims;
  private final RandomGenerator random;

  Idempotency(Claims claims, RandomGenerator random) {
    this.claims = claims;
    this.random = random;
  }

  /**
   * Reads the key of a request, whose content has been read before.
   *
   * @param scope within which a key stands for one request: {@code caches/news/counters}
   */
  public IdempotentRequest of(HttpServletRequest request, String scope) {
    return of(request, scope, Set.of());
  }

  /**
   * The same for a request whose answer depends on more of its fields.
   *
   * @param fields their names
   */
  public IdempotentRequest of(HttpServletRequest request, String scope, Set<String> fields) {
    Optional<IdempotentRequest.Identity> identity =
        IdempotencyKey.of(request)
            .map(
                key ->
                    new IdempotentRequest.Identity(
                        new Fingerprint().with(Caller.of(request).id()).with(scope).with(key).hex(),
                        fingerprint(request, fields),
                        token()));
    return new IdempotentRequest(
        claims, identity, AdmittedRequest.admission(request), RequestId.of(request));
  }

  private static String fingerprint(HttpServletRequest request, Set<String> fields) {
    Fingerprint fingerprint =
        new Fingerprint()
            .with(request.getMethod())
            .with(request.getRequestURI())
            .with(Optional.ofNullable(request.getQueryString()).orElse(""));
    List<String> names = new ArrayList<>(FIELDS);
    fields.stream().sorted().forEach(names::add);
    for (String field : names) {
      fingerprint.with(String.join(",", Collections.list(request.getHeaders(field))));
    }
    return fingerprint.with(RequestBody.alreadyRead(request)).hex();
  }

  private String token() {
    byte[] noise = new byte[16];
    random.nextBytes(noise);
    return HexFormat.of().formatHex(noise);
  }
}
