package io.vedette.quota;

import io.vedette.config.Configuration;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What callers may use, checked.
 *
 * @param common what holds for each caller without limits of its own: {@code vedette.caller.*}
 * @param named the limits of those in {@code vedette.callers}: {@code vedette.callers.ID.*}, where
 *     what is not set is taken from the common ones
 */
record QuotaConfig(CallerLimits common, Map<String, CallerLimits> named) implements Configuration {
  private static final String NAMES = "vedette.callers";
  private static final String COMMON = "vedette.caller.";
  private static final Pattern ID = Pattern.compile("(token|jwt):\\S+|anybody");

  QuotaConfig {
    named = Map.copyOf(named);
  }

  static QuotaConfig from(Settings settings) {
    Map<String, CallerLimits> named = new LinkedHashMap<>();
    for (String id : settings.list(NAMES)) {
      if (!ID.matcher(id).matches()) {
        throw new SettingError(
            NAMES, "'%s' is not a caller; give token:ID, jwt:NAME or anybody".formatted(id));
      }
      named.put(id, CallerLimits.from(settings.within(root(id), COMMON), root(id)));
    }
    return new QuotaConfig(CallerLimits.from(settings, COMMON), named);
  }

  @Override
  public Stream<String> furtherKeys() {
    return named.keySet().stream()
        .flatMap(id -> Stream.of(CallerLimits.Setting.values()).map(s -> root(id) + s.name));
  }

  private static String root(String id) {
    return NAMES + "." + id + ".";
  }

  CallerLimits of(String caller) {
    return named.isEmpty() ? common : named.getOrDefault(caller, common);
  }

  /** Every rate that anybody has. */
  Stream<Rate> rates() {
    return Stream.concat(Stream.of(common), named.values().stream())
        .flatMap(limits -> limits.rates().stream());
  }
}
