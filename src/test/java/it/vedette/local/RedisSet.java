package it.vedette.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * One master, two replicas and three sentinels with a quorum of two, with passwords, on free ports
 * of the loopback interface, and with their data in a temporary folder.
 */
public final class RedisSet implements AutoCloseable {
  private static final int REPLICAS = 2;
  private static final int SENTINELS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ELECTION = Duration.ofMinutes(2);

  private final RunFolder folder;
  private final Optional<RedisCertificates> tls;
  private final RedisFiles files;
  private final Path binary;
  private final List<RedisProcess> nodes = new ArrayList<>();
  private final List<RedisProcess> sentinels = new ArrayList<>();

  private RedisSet(RunFolder folder, Path binary, boolean tls) {
    this.folder = folder;
    this.binary = binary;
    this.tls = tls ? Optional.of(new RedisCertificates(folder.folder("tls"))) : Optional.empty();
    this.files = new RedisFiles(folder, RedisBinary.tellsWhatIsOnDisk(binary), this.tls);
  }

  /** A set that takes a master for dead after five seconds of silence. */
  public static RedisSet start() {
    return start(Duration.ofSeconds(5));
  }

  /**
   * A set that takes a master for dead after {@code downAfter} of silence. Returns when every
   * sentinel finds the whole set well; until then it may take a few seconds. Also removes what
   * earlier runs left behind.
   *
   * @throws IllegalStateException with the end of the log, when it does not come up; nothing stays
   */
  public static RedisSet start(Duration downAfter) {
    return start(downAfter, RedisBinary::find, false);
  }

  /** The same where all speak TLS and nothing else, and want a certificate of each client. */
  public static RedisSet startTls(Duration downAfter) {
    return start(downAfter, RedisBinary::find, true);
  }

  /** The same as where there is no Redis on the path. */
  static RedisSet startCarried(Duration downAfter) {
    return start(downAfter, RedisBinary::carried, false);
  }

  private static RedisSet start(Duration downAfter, Function<RunFolder, Path> binary, boolean tls) {
    Orphans.remove();
    RunFolder folder = RunFolder.create();
    try {
      RedisSet set = new RedisSet(folder, binary.apply(folder), tls);
      set.startNodes();
      set.startSentinels(downAfter);
      return set;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private void startNodes() {
    int masterPort = Ports.free();
    nodes.add(node("node-1", masterPort, files.master("node-1", masterPort)));
    for (int i = 2; i <= 1 + REPLICAS; i++) {
      int port = Ports.free();
      String name = "node-" + i;
      nodes.add(node(name, port, files.replica(name, port, masterPort)));
    }
    nodes.forEach(RedisProcess::launch);
    nodes.forEach(RedisProcess::awaitAnswer);
    RedisProcess master = nodes.get(0);
    Await.until(
        () -> REPLICAS + " replicas in step, " + master.tail(),
        PATIENCE,
        () -> replicasInStep(master) == REPLICAS);
  }

  private void startSentinels(Duration downAfter) {
    List<Integer> nodePorts = nodes.stream().map(RedisProcess::port).toList();
    List<Integer> ports = Stream.generate(Ports::free).limit(SENTINELS).toList();
    for (int i = 0; i < SENTINELS; i++) {
      String name = "sentinel-" + (i + 1);
      Path file = files.sentinel(i, nodePorts, ports, downAfter);
      ChildProcess process = process(name, file, "--sentinel");
      String password = files.sentinelPassword();
      sentinels.add(new RedisProcess(name, ports.get(i), password, sockets(), process));
    }
    sentinels.forEach(RedisProcess::launch);
    sentinels.forEach(RedisProcess::awaitAnswer);
    awaitComplete();
  }

  private RedisProcess node(String name, int port, Path file) {
    return new RedisProcess(name, port, files.password(), sockets(), process(name, file));
  }

  private SocketFactory sockets() {
    return tls.map(RedisCertificates::sockets).orElseGet(SocketFactory::getDefault);
  }

  private ChildProcess process(String name, Path file, String... more) {
    List<String> command = new ArrayList<>(List.of(binary.toString(), file.toString()));
    command.addAll(List.of(more));
    return new ChildProcess(
        folder, new ProcessBuilder(command), new LogFile(folder.path().resolve(name + ".log")));
  }

  /** The three nodes, running or not; the first one was the master at the start. */
  public List<RedisProcess> nodes() {
    return List.copyOf(nodes);
  }

  /** The three sentinels, running or not. */
  public List<RedisProcess> sentinels() {
    return List.copyOf(sentinels);
  }

  /**
   * The node that a sentinel takes for the master: the first sentinel that answers. While a master
   * is lost this is still the lost one.
   *
   * @throws IllegalStateException when no sentinel answers
   */
  public RedisProcess master() {
    return sentinels.stream()
        .filter(RedisProcess::isRunning)
        .map(RedisSet::masterPort)
        .flatMapToInt(OptionalInt::stream)
        .mapToObj(this::nodeAt)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no sentinel answers"));
  }

  /**
   * Waits until another node than {@code lost} is the master. Sentinels whose own clock has stood
   * still for two seconds do nothing for thirty, and an election that nobody wins is held again
   * after twice the time for a fail-over.
   */
  public void awaitAnotherMaster(RedisProcess lost) {
    Await.until(() -> "another master, " + tails(sentinels), ELECTION, () -> master() != lost);
  }

  private static OptionalInt masterPort(RedisProcess sentinel) {
    try {
      return OptionalInt.of(new SentinelView(sentinel).masterPort());
    } catch (UncheckedIOException silent) {
      return OptionalInt.empty();
    }
  }

  private RedisProcess nodeAt(int port) {
    return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
  }

  /** All nodes but the {@link #master()}, running or not. */
  public List<RedisProcess> replicas() {
    RedisProcess master = master();
    return nodes.stream().filter(node -> node != master).toList();
  }

  /** The settings with which a server finds this set, as environment variables. */
  public Map<String, String> settings() {
    String scheme = tls.isPresent() ? "rediss" : "redis";
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "VEDETTE_REDIS_SENTINELS",
        sentinels.stream()
            .map(sentinel -> scheme + "://127.0.0.1:" + sentinel.port())
            .collect(Collectors.joining(",")));
    settings.put("VEDETTE_REDIS_MASTER_NAME", RedisFiles.MASTER_NAME);
    settings.put("VEDETTE_REDIS_USERNAME", RedisFiles.APPLICATION);
    settings.put("VEDETTE_REDIS_PASSWORD_FILE", files.passwordFile().toString());
    settings.put("VEDETTE_REDIS_SENTINEL_USERNAME", RedisFiles.APPLICATION);
    settings.put("VEDETTE_REDIS_SENTINEL_PASSWORD_FILE", files.sentinelPasswordFile().toString());
    tls.map(RedisCertificates::settings).ifPresent(settings::putAll);
    return Map.copyOf(settings);
  }

  /** Who has issued the certificates of the set, for more of them. */
  public Authority authority() {
    return tls.orElseThrow(() -> new IllegalStateException("a set without TLS")).authority();
  }

  /** Waits, at most a minute, until the master has at least that many replicas in step. */
  public void awaitReplicas(int count) {
    Await.until(
        () -> count + " replicas in step, " + tails(nodes),
        PATIENCE,
        () -> replicasInStep(master()) >= count);
  }

  private static long replicasInStep(RedisProcess master) {
    return master.info("replication").entrySet().stream()
        .filter(field -> field.getKey().matches("slave\\d+"))
        .filter(field -> field.getValue().contains("state=online"))
        .count();
  }

  /**
   * Waits, at most a minute, until the set is as it was at the start: every sentinel names the same
   * master, and finds two replicas and the other sentinels well.
   */
  public void awaitComplete() {
    Await.until(() -> "a complete set, " + tails(sentinels), PATIENCE, this::isComplete);
  }

  private boolean isComplete() {
    List<SentinelView> views = sentinels.stream().map(SentinelView::new).toList();
    return views.stream().allMatch(view -> view.isComplete(REPLICAS, SENTINELS - 1))
        && views.stream().mapToInt(SentinelView::masterPort).distinct().count() == 1;
  }

  private static String tails(List<RedisProcess> processes) {
    return processes.stream().map(RedisProcess::tail).collect(Collectors.joining("\n"));
  }

  /** Kills all processes and removes the folder. A second call does nothing. */
  @Override
  public void close() {
    folder.close();
  }
}
