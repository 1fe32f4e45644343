package it.vedette;

import it.vedette.local.Ports;
import java.util.HashMap;
import java.util.Map;

/** The origins that servers of these tests know. */
final class Origins {
  /** One for all: their paths keep classes apart. */
  static final OriginServer MAIN = OriginServer.start();

  static final RudeOrigin RUDE = RudeOrigin.start();

  private static final int NOBODY = Ports.free();

  private Origins() {}

  /**
   * With which a server asks them: {@code patient} is {@code main} with a minute to answer, {@code
   * trusted} is {@code main} that may speak to browsers, {@code failing} and {@code broken} are
   * each for one test that counts failures.
   */
  static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("VEDETTE_ORIGINS", "main,patient,trusted,failing,rude,broken,gone,narrow");
    settings.put("VEDETTE_ORIGINS_MAIN_URL", MAIN.url());
    settings.put("VEDETTE_ORIGINS_MAIN_TIMEOUT", "3");
    settings.put("VEDETTE_ORIGINS_MAIN_FORWARD", "Accept-Language,Authorization");
    settings.put("VEDETTE_ORIGINS_PATIENT_URL", MAIN.url());
    settings.put("VEDETTE_ORIGINS_PATIENT_TIMEOUT", "60");
    settings.put("VEDETTE_ORIGINS_TRUSTED_URL", MAIN.url());
    settings.put(
        "VEDETTE_ORIGINS_TRUSTED_PASS_ON",
        "Clear-Site-Data,Content-Security-Policy,Set-Cookie,Set-Cookie2");
    settings.put("VEDETTE_ORIGINS_FAILING_URL", MAIN.url());
    settings.put("VEDETTE_ORIGINS_RUDE_URL", RUDE.url());
    settings.put("VEDETTE_ORIGINS_RUDE_TIMEOUT", "1");
    settings.put("VEDETTE_ORIGINS_BROKEN_URL", RUDE.url());
    settings.put("VEDETTE_ORIGINS_GONE_URL", "http://127.0.0.1:" + NOBODY + "/{key}");
    settings.put("VEDETTE_ORIGINS_NARROW_URL", RUDE.url());
    settings.put("VEDETTE_ORIGINS_NARROW_TIMEOUT", "2");
    settings.put("VEDETTE_ORIGINS_NARROW_MEDIA_TYPES", "text/plain");
    settings.put("VEDETTE_ORIGINS_NARROW_CONCURRENCY", "1");
    return settings;
  }
}
