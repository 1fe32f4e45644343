package io.vedette.redis;

import io.vedette.config.SettingError;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Begins to connect once the settings are known to be right, while the web container still starts:
 * waiting for the started application would make every new pod ready a second later.
 */
public class EarlyConnection implements Extension {
  private static final int AFTER_THE_SETTINGS_ARE_CHECKED = 3_000;

  void connect(
      @Observes @Priority(AFTER_THE_SETTINGS_ARE_CHECKED) AfterDeploymentValidation event,
      BeanManager beans) {
    try {
      beans.createInstance().select(Connector.class).get().start();
    } catch (SettingError e) {
      // The check of the settings has told it, and told it once.
      return;
    }
  }
}
