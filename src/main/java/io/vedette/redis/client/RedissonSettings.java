package io.vedette.redis.client;

import io.vedette.redis.client.RedisConfig.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.CredentialsResolver;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;

/** Our settings as Redisson's, each with its reason. */
public final class RedissonSettings {
  /** Event loops: commands are short and share few connections, more loops only cost switches. */
  private static final int EVENT_LOOPS = 2;

  /** In the place of passwords, see {@link NewConnections}. */
  static final String AT_REDIS = "the password at Redis";

  static final String AT_SENTINELS = "the password at the sentinels";

  private final RedisConfig settings;
  private final NewConnections connections;
  private final Optional<TrustManagerFactory> trust;
  private final Optional<KeyManagerFactory> key;

  /** What is kept here outlives every attempt to connect: what was read last, what was told. */
  public RedissonSettings(RedisConfig settings) {
    this.settings = settings;
    this.connections = new NewConnections(logins(settings));
    this.trust = settings.tls().trust().map(TlsFactories::trusting);
    this.key = settings.tls().key().map(TlsFactories::showing);
  }

  private static Map<String, CredentialsResolver> logins(RedisConfig settings) {
    Login sentinel = settings.sentinel();
    Login atSentinels =
        new Login(sentinel.username(), sentinel.password().or(settings.redis()::password));
    return Map.of(
        AT_REDIS, new CurrentLogin("vedette.redis.", settings.redis()),
        AT_SENTINELS, new CurrentLogin("vedette.redis.sentinel-", atSentinels));
  }

  /** For one attempt to connect: Redisson changes what it is given. */
  public Config make() {
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
    config.setNettyHook(connections);
    settings.redis().password().ifPresent(password -> config.setPassword(AT_REDIS));
    trust.ifPresent(config::setSslTrustManagerFactory);
    key.ifPresent(config::setSslKeyManagerFactory);
    sentinels(config.useSentinelServers(), settings);
    return config;
  }

  private static void sentinels(SentinelServersConfig servers, RedisConfig settings) {
    settings.sentinels().forEach(address -> servers.addSentinelAddress(address.toString()));
    servers
        .setSentinelPassword(AT_SENTINELS)
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
        // Not for attempts: a random one makes Redisson's timer go off up to a hundred times a
        // second.
        .setRetryDelay(new ConstantDelay(settings.attemptTimeout()))
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
