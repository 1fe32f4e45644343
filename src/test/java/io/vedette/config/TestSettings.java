package io.vedette.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Settings for tests: the real defaults, with some values in their place. */
public final class TestSettings {
  private TestSettings() {}

  public static Properties defaults() {
    Properties defaults = new Properties();
    try (InputStream in =
        TestSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      defaults.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return defaults;
  }

  public static Settings with(Map<String, String> values) {
    Properties all = defaults();
    all.putAll(values);
    return new Settings(name -> Optional.ofNullable(all.getProperty(name)));
  }
}
