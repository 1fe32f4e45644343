package io.vedette.access;

import io.vedette.credential.Credential;
import io.vedette.credential.Credentials;
import io.vedette.credential.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The credentials in a file, which may change while the server runs. What it says counts when it
 * has said so twice in a row: whoever writes it in place empties it first.
 */
final class CredentialFile {
  private static final Logger LOG = Logger.getLogger(CredentialFile.class.getName());

  private final Path file;
  private final InstantSource clock;
  private volatile Credentials known;
  private List<String> counting;
  private List<String> last;
  private String complaint = "";

  /** Reads it: it was checked when the server started. */
  CredentialFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.counting = lines(file);
    this.last = counting;
    this.known = Credentials.parse(counting);
    warnOfNobody();
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with what is wrong, without any hash
   */
  static Credentials read(Path file) {
    return Credentials.parse(lines(file));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file '%s' cannot be read".formatted(file), e);
    }
  }

  /** Reads it again; while it is broken or away, what was known counts. */
  synchronized void refresh() {
    try {
      List<String> lines = lines(file);
      if (!lines.equals(counting) && lines.equals(last)) {
        known = Credentials.parse(lines);
        counting = lines;
        LOG.log(Level.INFO, "{0} credentials are known now", known.size());
        warnOfNobody();
      }
      last = lines;
      complaint = "";
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  private void warnOfNobody() {
    if (known.size() == 0) {
      LOG.log(Level.WARNING, "{0} names nobody: each line that does not begin with # is one", file);
    }
  }

  private void complain(String about) {
    if (!about.equals(complaint)) {
      complaint = about;
      LOG.log(Level.SEVERE, "The credentials known so far still count: {0}", about);
    }
  }

  /** Who shows what has that hash; empty when it is unknown or has expired. */
  Optional<Caller> find(Sha256 hash) {
    return known
        .find(hash)
        .filter(credential -> credential.isValid(clock.instant()))
        .map(CredentialFile::caller);
  }

  private static Caller caller(Credential credential) {
    return new Caller("token:" + credential.id(), credential.grants());
  }
}
