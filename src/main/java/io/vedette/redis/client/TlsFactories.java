package io.vedette.redis.client;

import io.vedette.config.LastKnownGood;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import org.jspecify.annotations.Nullable;

/**
 * Files as the factories that Redisson asks for each new connection, so that certificates can be
 * renewed while the server runs.
 */
final class TlsFactories {
  private TlsFactories() {}

  static TrustManagerFactory trusting(LastKnownGood<TrustManager[]> current) {
    String algorithm = TrustManagerFactory.getDefaultAlgorithm();
    try {
      return new TrustManagerFactory(
          new Trust(current),
          TrustManagerFactory.getInstance(algorithm).getProvider(),
          algorithm) {};
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyManagerFactory showing(LastKnownGood<KeyManager[]> current) {
    String algorithm = KeyManagerFactory.getDefaultAlgorithm();
    try {
      return new KeyManagerFactory(
          new Key(current), KeyManagerFactory.getInstance(algorithm).getProvider(), algorithm) {};
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Trust extends TrustManagerFactorySpi {
    private final LastKnownGood<TrustManager[]> current;

    Trust(LastKnownGood<TrustManager[]> current) {
      this.current = current;
    }

    @Override
    protected void engineInit(@Nullable KeyStore unused) {}

    @Override
    protected void engineInit(ManagerFactoryParameters unused) {}

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return current.now();
    }
  }

  private static final class Key extends KeyManagerFactorySpi {
    private final LastKnownGood<KeyManager[]> current;

    Key(LastKnownGood<KeyManager[]> current) {
      this.current = current;
    }

    @Override
    protected void engineInit(@Nullable KeyStore unused, char @Nullable [] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters unused) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return current.now();
    }
  }
}
