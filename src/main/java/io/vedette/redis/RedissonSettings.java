package io.vedette.redis;

import io.vedette.config.Secret;
import io.vedette.config.TrustStore;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;

/** Our settings as Redisson's, each with its reason. */
final class RedissonSettings {
  /** Event loops: commands are short and share few connections, more loops only cost switches. */
  private static final int EVENT_LOOPS = 2;

  private RedissonSettings() {}

  static Config of(RedisConfig settings) {
    Config config = new Config();
    // The default codec is Kryo, which reads any class: only bytes go over our wire.
    config.setCodec(ByteArrayCodec.INSTANCE);
    // No codec of ours needs a class loader, and a server's context loader must not be held on to.
    config.setUseThreadClassLoader(false);
    config.setUseScriptCache(true);
    config.setNettyThreads(EVENT_LOOPS);
    config.setThreads(EVENT_LOOPS);
    config.setTcpKeepAlive(true);
    config.setTcpNoDelay(true);
    login(config, settings);
    trust(config, settings);
    sentinels(config.useSentinelServers(), settings);
    return config;
  }

  private static void login(Config config, RedisConfig settings) {
    settings.redis().username().ifPresent(config::setUsername);
    settings.redis().password().map(Secret::value).ifPresent(config::setPassword);
  }

  private static void trust(Config config, RedisConfig settings) {
    settings.trustStore().ifPresent(file -> trust(config, file));
    settings.trustStorePassword().map(Secret::value).ifPresent(config::setSslTruststorePassword);
  }

  private static void trust(Config config, Path file) {
    if (TrustStore.isPem(file)) {
      config.setSslTrustManagerFactory(TrustStore.ofPem(file));
    } else {
      config.setSslTruststore(url(file.toUri()));
    }
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void sentinels(SentinelServersConfig servers, RedisConfig settings) {
    settings.sentinels().forEach(address -> servers.addSentinelAddress(address.toString()));
    settings.sentinel().username().ifPresent(servers::setSentinelUsername);
    settings.sentinel().password().map(Secret::value).ifPresent(servers::setSentinelPassword);
    servers
        .setMasterName(settings.masterName())
        .setDatabase(settings.database())
        // One sentinel is enough to start with: a pod must not wait for the second.
        .setCheckSentinelsList(false)
        // Replicas lag: what was written must be what is read.
        .setReadMode(ReadMode.MASTER)
        // Without subscriptions to replicas no connection to them is made at all.
        .setSubscriptionMode(SubscriptionMode.MASTER)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setSubscriptionConnectionPoolSize(2);
    pool(servers, settings);
    times(servers, settings);
  }

  private static void pool(SentinelServersConfig servers, RedisConfig settings) {
    // Below 10 Redisson gives a connection back once the command is written: commands share it,
    // which is faster and keeps ten pods far from maxclients.
    servers
        .setMasterConnectionPoolSize(settings.connections())
        .setMasterConnectionMinimumIdleSize(settings.connections());
  }

  private static void times(SentinelServersConfig servers, RedisConfig settings) {
    servers
        // Attempts are ours (see Call): Redisson's own would hide whether a write was sent.
        .setRetryAttempts(0)
        .setTimeout((int) settings.attemptTimeout().toMillis())
        .setConnectTimeout((int) settings.connectTimeout().toMillis())
        // How soon a new master is seen once the sentinels agree on it.
        .setScanInterval(500)
        // The default waits up to 10 s before it tries a lost master again.
        .setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(50), Duration.ofSeconds(1)))
        // Finds connections whose other end vanished without a word.
        .setPingConnectionInterval(5_000)
        .setDnsMonitoringInterval(5_000);
  }
}
