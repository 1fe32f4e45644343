package io.vedette.idempotency;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.StringList;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The field {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a string as
 * structured fields write it, {@code "8e03978e-40d5"}. The same without quotes is the same key, as
 * many clients send it so.
 */
final class IdempotencyKey {
  static final String FIELD = "Idempotency-Key";
  private static final int LONGEST = 255;
  private static final Pattern BARE = Pattern.compile("[!-~&&[^\",;\\\\]]+");

  private IdempotencyKey() {}

  /**
   * The key of a request, 1 to 255 characters; empty when it has none.
   *
   * @throws Failure malformed
   */
  static Optional<String> of(HttpServletRequest request) {
    List<String> lines = Collections.list(request.getHeaders(FIELD));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.get(0).strip();
    List<String> keys =
        lines.size() == 1 && BARE.matcher(line).matches()
            ? List.of(line)
            : StringList.parse(FIELD, String.join(",", lines));
    if (keys.size() != 1 || keys.get(0).isEmpty() || keys.get(0).length() > LONGEST) {
      throw Failure.malformed(
          InputError.header(
              FIELD,
              "'%s' is one string of 1 to %d characters: \"8e03978e-40d5\""
                  .formatted(FIELD, LONGEST)));
    }
    return Optional.of(keys.get(0));
  }
}
