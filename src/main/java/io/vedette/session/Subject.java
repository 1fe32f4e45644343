package io.vedette.session;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import io.vedette.http.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Whose session it is: a text of the caller's choice, 1 to 256 bytes of UTF-8 without control
 * characters, for example the id of a user.
 */
record Subject(String text) {
  private static final int LONGEST = 256;
  private static final String FORM = "a subject has 1 to 256 bytes without control characters";

  private static Optional<Subject> parse(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > LONGEST || !PercentEncoding.isUtf8(bytes)) {
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.chars().anyMatch(Character::isISOControl)
        ? Optional.empty()
        : Optional.of(new Subject(text));
  }

  /** The subject in a member of a document, or empty when the member is absent. */
  static Optional<Subject> inJson(JsonMembers body, String member) {
    return body.text(member)
        .map(
            text ->
                parse(text.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> body.refused(member, FORM)));
  }

  /**
   * Reads a subject that is a part of a path, as the client sent it.
   *
   * @param encoding the value of {@code subjectEncoding}, if it was given
   */
  static Subject inPath(String part, Optional<String> encoding) {
    if (encoding.isEmpty()) {
      return Optional.of(part)
          .flatMap(PercentEncoding::decode)
          .flatMap(Subject::parse)
          .filter(subject -> PercentEncoding.isCarried(subject.text))
          .orElseThrow(() -> refused("send what a path does not carry with subjectEncoding"));
    }
    if (!encoding.get().equals("base64url")) {
      throw Failure.malformed(
          InputError.parameter("subjectEncoding", "the only encoding is 'base64url'"));
    }
    try {
      return parse(Base64.getUrlDecoder().decode(part))
          .orElseThrow(() -> refused("it is in base64url"));
    } catch (IllegalArgumentException e) {
      throw refused("this is not base64url (RFC 4648, section 5)");
    }
  }

  private static Failure refused(String hint) {
    return Failure.malformed(InputError.parameter("subject", FORM + "; " + hint));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
