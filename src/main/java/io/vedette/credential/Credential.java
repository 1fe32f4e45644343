package io.vedette.credential;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of the file of credentials: {@code id sha256:hash scope,scope expiry note}.
 *
 * @param id whose it is; up to two credentials have the same, so that one can follow the other
 * @param hash of the API token, or of the client certificate (DER)
 * @param expires from then on it is worth nothing; never when empty
 */
public record Credential(String id, Sha256 hash, Grants grants, Optional<Instant> expires) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int COLUMNS = 4;
  private static final String HASH = "sha256:";
  private static final String NEVER = "never";

  /**
   * Reads a line; what stands behind the expiry is a note for people.
   *
   * @throws IllegalArgumentException saying what is wrong, without the hash
   */
  static Credential parse(String line) {
    String[] columns = SPACE.split(line.strip(), COLUMNS + 1);
    if (columns.length < COLUMNS) {
      throw new IllegalArgumentException("give: id sha256:hash scopes expiry note");
    }
    return new Credential(
        id(columns[0]),
        hash(columns[1]),
        Grants.parse(List.of(columns[2].split(",", -1))),
        expires(columns[3]));
  }

  static String id(String text) {
    if (ID.matcher(text).matches()) {
      return text;
    }
    throw new IllegalArgumentException(
        "an id has up to 64 letters, digits, dots, dashes and underscores");
  }

  private static Sha256 hash(String text) {
    return Optional.of(text)
        .filter(hash -> hash.startsWith(HASH))
        .flatMap(hash -> Sha256.parse(hash.substring(HASH.length())))
        .orElseThrow(
            () -> new IllegalArgumentException("the second column is sha256: and 64 hex digits"));
  }

  static Optional<Instant> expires(String text) {
    if (text.equals(NEVER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "the fourth column is 'never' or an instant such as 2027-01-31T00:00:00Z", e);
    }
  }

  /** Whether it counts at that time. */
  public boolean isValid(Instant now) {
    return expires.map(now::isBefore).orElse(true);
  }
}
