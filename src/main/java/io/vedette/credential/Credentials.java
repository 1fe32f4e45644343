package io.vedette.credential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The credentials of a file, by their hashes. */
public final class Credentials {
  private static final int FOR_EACH_ID = 2;

  private final Map<Sha256, Credential> byHash = new HashMap<>();

  private Credentials() {}

  /**
   * Reads a file; empty lines and those that begin with {@code #} count for nothing.
   *
   * @throws IllegalArgumentException naming the first wrong line by its number, and what is wrong
   */
  public static Credentials parse(List<String> lines) {
    Credentials credentials = new Credentials();
    Map<String, Integer> ofId = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          credentials.add(Credential.parse(line), ofId);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line %d: %s".formatted(i + 1, e.getMessage()), e);
        }
      }
    }
    return credentials;
  }

  private void add(Credential credential, Map<String, Integer> ofId) {
    if (ofId.merge(credential.id(), 1, Integer::sum) > FOR_EACH_ID) {
      throw new IllegalArgumentException(
          "'%s' has more than %d credentials".formatted(credential.id(), FOR_EACH_ID));
    }
    if (byHash.put(credential.hash(), credential) != null) {
      throw new IllegalArgumentException("the same credential stands there twice");
    }
  }

  /** The one with that hash, be it expired. */
  public Optional<Credential> find(Sha256 hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** How many there are. */
  public int size() {
    return byHash.size();
  }
}
