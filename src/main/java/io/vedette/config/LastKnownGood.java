package io.vedette.config;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a file held when it was last read without an error. Mounted files are replaced while the
 * server runs, and may be away or half-written for a moment: until they are whole again the last
 * good content holds, which is logged once.
 */
public final class LastKnownGood<T> {
  private static final Logger LOG = Logger.getLogger(LastKnownGood.class.getName());

  private final String setting;
  private final Callable<T> reading;
  private T good;
  private boolean told;

  /**
   * Begins with {@code first}.
   *
   * @param setting the key of the setting, for the log
   * @param reading reads the file; what it throws must not tell the content
   */
  public LastKnownGood(String setting, T first, Callable<T> reading) {
    this.setting = setting;
    this.good = first;
    this.reading = reading;
  }

  /** Reads the file; when that fails, gives what it read last. */
  public synchronized T now() {
    try {
      good = reading.call();
      told = false;
    } catch (Exception e) {
      if (!told) {
        LOG.log(
            Level.WARNING,
            "{0}: cannot be read, what was read before holds: {1}",
            new Object[] {setting, e});
      }
      told = true;
    }
    return good;
  }
}
