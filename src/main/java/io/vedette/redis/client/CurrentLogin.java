package io.vedette.redis.client;

import io.vedette.config.LastKnownGood;
import io.vedette.config.RotatingSecret;
import io.vedette.config.Secret;
import io.vedette.redis.client.RedisConfig.Login;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.config.Credentials;
import org.redisson.config.CredentialsResolver;

/** The user and password of new connections: what the files say when one is made. */
final class CurrentLogin implements CredentialsResolver {
  private final Optional<LastKnownGood<Secret>> username;
  private final Optional<LastKnownGood<Secret>> password;

  /**
   * Reads the files of {@code login}.
   *
   * @param root the first part of the names of its settings, for the log
   */
  CurrentLogin(String root, Login login) {
    this.username = current(root + "username-file", login.username());
    this.password = current(root + "password-file", login.password());
  }

  private static Optional<LastKnownGood<Secret>> current(
      String setting, Optional<RotatingSecret> secret) {
    return secret.map(it -> new LastKnownGood<>(setting, it.first(), it::now));
  }

  @Override
  public CompletionStage<Credentials> resolve(@Nullable InetSocketAddress address) {
    return CompletableFuture.completedFuture(new Credentials(text(username), text(password)));
  }

  private static @Nullable String text(Optional<LastKnownGood<Secret>> secret) {
    return secret.map(it -> it.now().value()).orElse(null);
  }
}
