package io.vedette.config;

/** A setting that is missing or wrong: the server does not start with it. */
public final class SettingError extends RuntimeException {

  /**
   * @param name the key, for example {@code vedette.redis.sentinels}
   * @param allowed what is wrong and what is allowed; never the value of a secret
   */
  public SettingError(String name, String allowed) {
    super(name + ": " + allowed, null, false, false);
  }
}
