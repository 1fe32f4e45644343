package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.InContainer;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A wrong setting fails the deployment, with its name. */
@ExtendWith(ArquillianExtension.class)
class WrongSettingIT {
  private static final String WRONG = "wrong";

  @ArquillianResource Deployer deployer;

  @Deployment(name = WRONG, managed = false, testable = false)
  static WebArchive archive() {
    return InContainer.archive(
        "wrong.war",
        TestSettings.defaults(),
        Map.of(
            "vedette.access.open", "true",
            "vedette.redis.sentinels", "redis://127.0.0.1:1",
            "vedette.redis.deadline", "never"));
  }

  @Test
  void deployment_withAWrongSetting_failsNamingIt() {
    Exception refused = assertThrows(Exception.class, () -> deployer.deploy(WRONG));

    StringBuilder told = new StringBuilder();
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      told.append(cause.getMessage()).append('\n');
    }
    assertTrue(
        told.toString().contains("vedette.redis.deadline: 'never' is not a duration"),
        told::toString);
  }
}
