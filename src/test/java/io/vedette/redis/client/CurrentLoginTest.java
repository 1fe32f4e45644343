package io.vedette.redis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vedette.config.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.config.Credentials;

class CurrentLoginTest {
  private static final String SENTINELS = "vedette.redis.sentinels";
  private final Path folder;

  CurrentLoginTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Credentials resolved(CurrentLogin login) {
    return login.resolve(null).toCompletableFuture().join();
  }

  private static CurrentLogin of(Map<String, String> values) {
    return new CurrentLogin("vedette.redis.", RedisConfig.from(TestSettings.with(values)).redis());
  }

  /** Two users in turn are the other usual way to change a password. */
  @Test
  void resolve_afterTheFilesHaveChanged_isWhatTheySay() throws IOException {
    Path user = Files.writeString(folder.resolve("user"), "blue\n");
    Path password = Files.writeString(folder.resolve("password"), "one\n");
    CurrentLogin login =
        of(
            Map.of(
                SENTINELS,
                "redis://one:1",
                "vedette.redis.username-file",
                user.toString(),
                "vedette.redis.password-file",
                password.toString()));
    assertEquals("blue", resolved(login).getUsername());
    assertEquals("one", resolved(login).getPassword());

    Files.writeString(user, "green\n");
    Files.writeString(password, "two\n");

    assertEquals("green", resolved(login).getUsername());
    assertEquals("two", resolved(login).getPassword());
  }

  @Test
  void resolve_withoutFiles_isWhatTheSettingsSay() {
    CurrentLogin login = of(Map.of(SENTINELS, "redis://one:1", "vedette.redis.password", "fixed"));

    assertEquals("fixed", resolved(login).getPassword());
    assertNull(resolved(login).getUsername());
  }
}
