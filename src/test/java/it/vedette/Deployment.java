package it.vedette;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Sentinel set with servers on it for those who break them: others share {@link Target}. */
final class Deployment implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final RedisSet redis;
  private final List<VedetteServer> servers;

  private Deployment(RedisSet redis, List<VedetteServer> servers) {
    this.redis = redis;
    this.servers = servers;
  }

  /**
   * Starts a set and one server; ready when this returns.
   *
   * @param downAfter how long a master may be silent
   * @param settings environment variables of the server
   */
  static Deployment start(Duration downAfter, Map<String, String> settings) {
    return on(RedisSet.start(downAfter), List.of(settings));
  }

  /** The same with two servers. */
  static Deployment startPair(
      Duration downAfter, Map<String, String> first, Map<String, String> second) {
    return on(RedisSet.start(downAfter), List.of(first, second));
  }

  /** One server for each of the settings on a set that runs already, and ends with the servers. */
  static Deployment on(RedisSet redis, List<Map<String, String>> settings) {
    List<VedetteServer> servers = settings.stream().map(more -> launch(redis, more)).toList();
    servers.forEach(VedetteServer::awaitReady);
    return new Deployment(redis, servers);
  }

  private static VedetteServer launch(RedisSet redis, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.putAll(more);
    return VedetteServer.start(settings);
  }

  /** One more server, which its caller closes; does not wait. */
  VedetteServer launch(Map<String, String> more) {
    return launch(redis, more);
  }

  /** The first server. */
  VedetteServer server() {
    return servers.get(0);
  }

  /** The second one. */
  VedetteServer other() {
    return servers.get(1);
  }

  /** A client of the first server. */
  Client client() {
    return new Client(server().base());
  }

  /** A client of the second one. */
  Client there() {
    return new Client(other().base());
  }

  /** Nodes and sentinels. */
  List<RedisProcess> processes() {
    return Stream.concat(redis.nodes().stream(), redis.sentinels().stream()).toList();
  }

  /** Starts what does not run, and waits until the set is as at the start and takes writes. */
  void mend() {
    processes().forEach(RedisProcess::start);
    redis.awaitComplete();
    redis.awaitReplicas(2);
    for (VedetteServer server : servers) {
      server.awaitReady();
      Client client = new Client(server.base());
      Await.until(
          "writes are taken",
          PATIENCE,
          () -> client.put(Entries.fresh().entry("k"), "x").status() == 201);
    }
  }

  @Override
  public void close() {
    servers.forEach(VedetteServer::close);
    redis.close();
  }
}
