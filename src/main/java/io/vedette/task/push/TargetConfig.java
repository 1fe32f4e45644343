package io.vedette.task.push;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.config.TrustStore;
import io.vedette.push.PushRequest;
import io.vedette.push.PushTarget;
import io.vedette.push.TargetUrl;
import io.vedette.push.WebhookSignatures;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskRate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one target, checked.
 *
 * @param receiver where it is
 * @param timeout the longest that a delivery takes, its answer included
 * @param rate the most deliveries in a time, over all servers
 * @param maxBytes the largest answer that is taken
 * @param fields what it is sent with every request, by name; secret
 * @param signatures empty when nothing is signed
 */
record TargetConfig(
    QueueName queue,
    PushTarget receiver,
    Duration timeout,
    Optional<TaskRate> rate,
    int maxBytes,
    Map<String, String> fields,
    Optional<WebhookSignatures> signatures) {
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_AT_ONCE = 1000;
  private static final int LARGEST = 4 * 1024 * 1024;

  TargetConfig {
    fields = Map.copyOf(fields);
  }

  /** The last parts of the settings of a target. */
  enum Setting {
    URL("url"),
    TIMEOUT("timeout"),
    CONCURRENCY("concurrency"),
    RATE("rate"),
    MAX_RESULT_BYTES("max-result-bytes"),
    PRIVATE_ADDRESSES("private-addresses"),
    SECRETS("secrets"),
    SECRETS_FILE("secrets-file"),
    FIELDS("fields"),
    FIELDS_FILE("fields-file"),
    TRUST_STORE("trust-store");

    final String name;

    Setting(String name) {
      this.name = name;
    }
  }

  /** Reads the settings that begin with {@code root}. */
  static TargetConfig from(QueueName queue, Settings settings, String root) {
    return new TargetConfig(
        queue,
        receiver(settings, root),
        settings.duration(root + Setting.TIMEOUT.name, SHORTEST, LONGEST),
        settings.optionalText(root + Setting.RATE.name).map(it -> rate(root, it)),
        settings.number(root + Setting.MAX_RESULT_BYTES.name, 1, LARGEST),
        fields(settings, root + Setting.FIELDS.name),
        WebhookSignatures.from(settings, root + Setting.SECRETS.name));
  }

  private static PushTarget receiver(Settings settings, String root) {
    String key = root + Setting.URL.name;
    try {
      return new PushTarget(
          new TargetUrl(settings.text(key)),
          settings.flag(root + Setting.PRIVATE_ADDRESSES.name),
          TrustStore.file(settings, root + Setting.TRUST_STORE.name),
          settings.number(root + Setting.CONCURRENCY.name, 1, MOST_AT_ONCE));
    } catch (IllegalArgumentException e) {
      throw new SettingError(key, String.valueOf(e.getMessage()));
    }
  }

  private static TaskRate rate(String root, String text) {
    return TaskRate.parse(text)
        .orElseThrow(() -> new SettingError(root + Setting.RATE.name, "is not like 10/s"));
  }

  /** What no request may have is found out before there is one. */
  private static Map<String, String> fields(Settings settings, String key) {
    Map<String, String> fields = settings.fields(key);
    try {
      new PushRequest("POST", "", fields, new byte[0], SHORTEST, 1);
    } catch (IllegalArgumentException e) {
      throw new SettingError(key, String.valueOf(e.getMessage()));
    }
    return fields;
  }
}
