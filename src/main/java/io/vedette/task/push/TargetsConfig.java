package io.vedette.task.push;

import io.vedette.config.Configuration;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.task.queue.QueueName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The targets in {@code vedette.targets}: {@code vedette.targets.NAME.*}, where what is not set is
 * taken from {@code vedette.target.*}.
 */
record TargetsConfig(Map<QueueName, TargetConfig> named) implements Configuration {
  private static final String NAMES = "vedette.targets";
  private static final String COMMON = "vedette.target.";

  /** The id of a task begins with the name of its queue, and that of a webhook has no full stop. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  TargetsConfig {
    named = Map.copyOf(named);
  }

  static TargetsConfig from(Settings settings) {
    Map<QueueName, TargetConfig> named = new LinkedHashMap<>();
    for (String name : settings.list(NAMES)) {
      if (!NAME.matcher(name).matches()) {
        throw new SettingError(NAMES, "'%s' is not a name for a target".formatted(name));
      }
      QueueName queue = new QueueName(name);
      String root = root(name);
      named.put(queue, TargetConfig.from(queue, settings.within(root, COMMON), root));
    }
    return new TargetsConfig(named);
  }

  @Override
  public Stream<String> furtherKeys() {
    return named.keySet().stream()
        .flatMap(
            queue ->
                Stream.of(TargetConfig.Setting.values()).map(s -> root(queue.text()) + s.name));
  }

  private static String root(String name) {
    return NAMES + "." + name + ".";
  }
}
