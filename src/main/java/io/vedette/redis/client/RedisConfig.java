package io.vedette.redis.client;

import io.vedette.config.Configuration;
import io.vedette.config.RotatingSecret;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to reach the master that Sentinel names: {@code vedette.redis.*}, checked.
 *
 * @param sentinels one or more addresses, all {@code redis://} or all {@code rediss://} (TLS)
 * @param connections 5 to 9: from 10 on Redisson no longer lets commands share a connection, and up
 *     to four wait for replicas
 * @param deadline the longest time a caller waits for Redis, over all attempts
 * @param attemptTimeout the longest time of one attempt, at most the deadline
 * @param heartbeat time between two heartbeats
 * @param unreadyAfter without an answered heartbeat for so long the pod is not ready
 */
public record RedisConfig(
    List<URI> sentinels,
    String masterName,
    Login redis,
    Login sentinel,
    RedisTls tls,
    int database,
    String keyPrefix,
    int connections,
    Duration deadline,
    Duration attemptTimeout,
    Duration connectTimeout,
    Duration heartbeat,
    Duration unreadyAfter)
    implements Configuration {

  private static final String ROOT = "vedette.redis.";

  /** Two that wait for replicas in memory, two for disks, and one for all others. */
  private static final int LEAST_CONNECTIONS = 5;

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Who we are to a server; without a password nobody in particular. Both may change, in files,
   * while we run: each new connection logs in with what they say then.
   */
  record Login(Optional<RotatingSecret> username, Optional<RotatingSecret> password) {}

  public static RedisConfig from(Settings settings) {
    Duration deadline = settings.duration(ROOT + "deadline", SHORTEST, LONGEST);
    return new RedisConfig(
        sentinels(settings),
        settings.text(ROOT + "master-name"),
        login(settings, ""),
        login(settings, "sentinel-"),
        RedisTls.from(settings),
        settings.number(ROOT + "database", 0, 15),
        keyPrefix(settings),
        settings.number(ROOT + "connections", LEAST_CONNECTIONS, 9),
        deadline,
        settings.duration(ROOT + "attempt-timeout", SHORTEST, deadline),
        settings.duration(ROOT + "connect-timeout", SHORTEST, LONGEST),
        settings.duration(ROOT + "heartbeat", SHORTEST, LONGEST),
        settings.duration(ROOT + "unready-after", Duration.ofSeconds(1), Duration.ofMinutes(10)));
  }

  private static List<URI> sentinels(Settings settings) {
    String name = ROOT + "sentinels";
    List<URI> addresses =
        settings.list(name).stream().map(address -> sentinel(name, address)).toList();
    if (addresses.isEmpty()) {
      throw new SettingError(name, "is missing; give redis://host:port for each sentinel");
    }
    if (addresses.stream().map(URI::getScheme).distinct().count() > 1) {
      throw new SettingError(name, "mixes redis:// and rediss://; give one of them for all");
    }
    return addresses;
  }

  private static URI sentinel(String name, String address) {
    try {
      URI uri = URI.create(address);
      boolean scheme = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
      boolean bare = uri.getUserInfo() == null && uri.getPath().isEmpty();
      if (scheme && bare && uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, with what is allowed.
    }
    // The address is not repeated: it may carry a password by mistake.
    throw new SettingError(
        name, "has an address that is not redis://host:port or rediss://host:port");
  }

  private static Login login(Settings settings, String whose) {
    return new Login(
        settings.rotatingSecret(ROOT + whose + "username"),
        settings.rotatingSecret(ROOT + whose + "password"));
  }

  private static String keyPrefix(Settings settings) {
    String name = ROOT + "key-prefix";
    String prefix = settings.text(name);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new SettingError(
          name,
          "'%s' is not 1 to 32 letters, digits, dots, dashes or underscores".formatted(prefix));
    }
    return prefix;
  }
}
