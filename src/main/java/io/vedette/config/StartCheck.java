package io.vedette.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks all settings before anything runs. A wrong one is one line in the log and the end of the
 * process: an orchestrator sees the exit code, an operator the line.
 *
 * <p>Open Liberty keeps a server up whose application did not start, and waits for the application
 * while it shuts down; hence the process is halted, while there is nothing to close yet.
 */
public class StartCheck implements Extension {
  private static final Logger LOG = Logger.getLogger(StartCheck.class.getName());
  private static final String DEFAULTS = "/META-INF/microprofile-config.properties";

  void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
    Config config = ConfigProvider.getConfig();
    try {
      List<Configuration> rooms =
          beans.createInstance().select(Configuration.class).stream().toList();
      new UnknownSettings(known(rooms)).among(names(config)).forEach(LOG::warning);
    } catch (SettingError e) {
      refuse(event, e, Settings.of(config).flag("vedette.stay-up"));
    }
  }

  private static void refuse(AfterDeploymentValidation event, SettingError error, boolean stayUp) {
    LOG.log(Level.SEVERE, "Wrong setting {0}", error.getMessage());
    if (stayUp) {
      event.addDeploymentProblem(error);
    } else {
      Runtime.getRuntime().halt(1);
    }
  }

  private static Collection<String> known(List<Configuration> rooms) {
    return Stream.concat(
            defaults().stringPropertyNames().stream(),
            rooms.stream().flatMap(Configuration::furtherKeys))
        .toList();
  }

  private static Properties defaults() {
    Properties defaults = new Properties();
    try (InputStream in = StartCheck.class.getResourceAsStream(DEFAULTS)) {
      if (in != null) {
        defaults.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(DEFAULTS, e);
    }
    return defaults;
  }

  private static Stream<String> names(Config config) {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
  }
}
