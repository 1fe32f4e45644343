package io.vedette.origin;

import io.vedette.config.Configuration;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The origins in {@code vedette.origins}: {@code vedette.origins.NAME.*}, where what is not set is
 * taken from {@code vedette.origin.*}.
 */
record OriginsConfig(Map<String, OriginConfig> named) implements Configuration {
  private static final String NAMES = "vedette.origins";
  private static final String COMMON = "vedette.origin.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  OriginsConfig {
    named = Map.copyOf(named);
  }

  static OriginsConfig from(Settings settings) {
    Map<String, OriginConfig> named = new LinkedHashMap<>();
    for (String name : settings.list(NAMES)) {
      if (!NAME.matcher(name).matches()) {
        throw new SettingError(NAMES, "'%s' is not a name for an origin".formatted(name));
      }
      String root = root(name);
      named.put(name, OriginConfig.from(name, settings.within(root, COMMON), root));
    }
    return new OriginsConfig(named);
  }

  @Override
  public Stream<String> furtherKeys() {
    return named.keySet().stream()
        .flatMap(name -> Stream.of(OriginConfig.Setting.values()).map(s -> root(name) + s.name));
  }

  private static String root(String name) {
    return NAMES + "." + name + ".";
  }
}
