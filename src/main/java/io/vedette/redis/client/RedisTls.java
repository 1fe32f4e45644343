package io.vedette.redis.client;

import io.vedette.config.ClientCertificate;
import io.vedette.config.LastKnownGood;
import io.vedette.config.Secret;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.config.TrustStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * Whom we trust, and who we are, when the addresses say TLS.
 *
 * @param trustStore a key store or PEM; without one the trust of the Java runtime
 * @param keyStore our certificate and its key, for a Redis that asks for one: a key store, or the
 *     PEM files that have them; empty for none
 */
public record RedisTls(
    Optional<Path> trustStore,
    Optional<Secret> trustStorePassword,
    List<Path> keyStore,
    Optional<Secret> keyStorePassword) {

  private static final String TRUST_STORE = "vedette.redis.trust-store";
  private static final String KEY_STORE = "vedette.redis.key-store";

  static RedisTls from(Settings settings) {
    RedisTls tls =
        new RedisTls(
            settings.file(TRUST_STORE),
            settings.secret(TRUST_STORE + "-password"),
            settings.files(KEY_STORE),
            settings.secret(KEY_STORE + "-password"));
    tls.trust();
    tls.key();
    return tls;
  }

  /** Whom the file says to trust, read anew each time. */
  Optional<LastKnownGood<TrustManager[]>> trust() {
    return trustStore.map(
        file -> current(TRUST_STORE, () -> TrustStore.read(file, trustStorePassword)));
  }

  /** Our key and certificate, read anew each time. */
  Optional<LastKnownGood<KeyManager[]>> key() {
    return keyStore.isEmpty()
        ? Optional.empty()
        : Optional.of(current(KEY_STORE, () -> ClientCertificate.read(keyStore, keyStorePassword)));
  }

  private static <T> LastKnownGood<T> current(String setting, Callable<T> reading) {
    try {
      return new LastKnownGood<>(setting, reading.call(), reading);
    } catch (Exception e) {
      throw new SettingError(setting, "cannot be used: " + e.getMessage());
    }
  }
}
