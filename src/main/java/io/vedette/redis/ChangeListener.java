package io.vedette.redis;

/** Hears of changes of entries, as scripts publish them; called on a thread of the client. */
public interface ChangeListener {
  /**
   * An entry has changed or is gone. Messages may be lost, come late or twice.
   *
   * @param key of the entry, any bytes
   */
  void changed(String cache, byte[] key);

  /** Messages may have been lost: what was read before may have changed in silence. */
  void interrupted();
}
