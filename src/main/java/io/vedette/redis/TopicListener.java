package io.vedette.redis;

/** Hears what scripts tell all servers; called on a thread of the client. */
public interface TopicListener {
  /**
   * A script has told something. Messages may be lost, come late or twice.
   *
   * @param message any bytes
   */
  void heard(byte[] message);

  /** Messages may have been lost. */
  void interrupted();
}
