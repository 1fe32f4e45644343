package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.InContainer;
import io.vedette.cache.entry.EntryScripts;
import io.vedette.config.TestSettings;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.redis.client.RedisConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The wiring, in the server that it is made for, without any Redis. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {
  private static final String WRONG = "wrong";

  @Inject Instance<RedisConfig> configs;
  @Inject Instance<Redis> doors;
  @Inject RedisHealth health;

  @Deployment
  static WebArchive archive() {
    return InContainer.archive(
            "wired.war",
            TestSettings.defaults(),
            Map.of("vedette.redis.sentinels", "redis://127.0.0.1:1", "vedette.access.open", "true"))
        .addClasses(InContainer.class, TestSettings.class);
  }

  @Deployment(name = WRONG, managed = false, testable = false)
  static WebArchive wrongArchive() {
    return InContainer.archive(
        "wrong.war",
        TestSettings.defaults(),
        Map.of(
            "vedette.access.open", "true",
            "vedette.redis.sentinels", "redis://127.0.0.1:1",
            "vedette.redis.deadline", "never"));
  }

  @Test
  void settings_injected_areReadOnceAndChecked() {
    assertSame(configs.get(), configs.get());
    assertEquals("vedette", configs.get().masterName());
    assertEquals(1, configs.get().sentinels().size());
  }

  @Test
  void health_beforeRedisAppears_isNotReady() {
    assertFalse(health.isReady());
    assertTrue(health.connection().isAway());
  }

  @Test
  void call_beforeRedisAppears_isRefusedAsNotApplied() {
    var call = doors.get().run(EntryScripts.WRITE.on()).toCompletableFuture();

    var thrown = assertThrows(CompletionException.class, call::join);
    Failure failure = assertInstanceOf(Failure.class, thrown.getCause());
    assertEquals(Problem.STORE_UNAVAILABLE, failure.problem());
    assertTrue(failure.retryAfter().isPresent());
  }

  @Test
  @RunAsClient
  void deployment_withAWrongSetting_failsNamingIt(@ArquillianResource Deployer deployer) {
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
