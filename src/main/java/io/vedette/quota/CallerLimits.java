package io.vedette.quota;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one caller may use.
 *
 * @param rates at most one for each scope and unit
 * @param maxInFlight the most requests at the same time on one server
 * @param maxWaits the most of these that wait for something
 */
record CallerLimits(List<Rate> rates, int maxInFlight, int maxWaits) {
  private static final String NONE = "none";
  private static final String ALL_IN_FLIGHT = "vedette.max-in-flight";
  private static final int MOST = 1_000_000;

  /** The last parts of the settings. */
  enum Setting {
    RATE_LIMITS("rate-limits"),
    MAX_IN_FLIGHT("max-in-flight"),
    MAX_WAITS("max-waits");

    final String name;

    Setting(String name) {
      this.name = name;
    }
  }

  CallerLimits {
    rates = List.copyOf(rates);
  }

  /** Reads the settings that begin with {@code root}, for example {@code vedette.caller.}. */
  static CallerLimits from(Settings settings, String root) {
    int half = (settings.number(ALL_IN_FLIGHT, 1, MOST) + 1) / 2;
    return new CallerLimits(
        rates(settings, root + Setting.RATE_LIMITS.name),
        (int) settings.optionalNumber(root + Setting.MAX_IN_FLIGHT.name, 1, MOST).orElse(half),
        settings.number(root + Setting.MAX_WAITS.name, 0, MOST));
  }

  private static List<Rate> rates(Settings settings, String key) {
    List<Rate> rates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<String> items = settings.list(key);
    for (String item : items.equals(List.of(NONE)) ? List.<String>of() : items) {
      Rate rate =
          Rate.parse(item)
              .orElseThrow(
                  () ->
                      new SettingError(
                          key, "'%s' is not %s; or give none".formatted(item, Rate.FORM)));
      if (!names.add(rate.name())) {
        throw new SettingError(
            key,
            "limits %s twice; give one for requests, one for bytes".formatted(rate.scope().text()));
      }
      rates.add(rate);
    }
    return rates;
  }
}
