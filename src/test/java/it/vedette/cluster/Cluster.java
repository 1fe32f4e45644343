package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import it.vedette.local.Await;
import it.vedette.local.Reply;
import it.vedette.local.VedetteServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nodes and three sentinels as {@code k8s/base/redis} describes them, on six hosts. */
public final class Cluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Surroundings surroundings;
  private final List<Pod> nodes;
  private final List<Pod> sentinels;

  /** No pod exists yet. */
  public Cluster() {
    this(Surroundings.plain());
  }

  private Cluster(Surroundings surroundings) {
    this.surroundings = surroundings;
    nodes = pods("redis");
    sentinels = pods("sentinel");
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The same with TLS everywhere. */
  public static Cluster overTls() {
    return new Cluster(Surroundings.overTls());
  }

  private List<Pod> pods(String name) {
    StatefulSet set = surroundings.manifests().statefulSet(name);
    String domain =
        set.getSpec().getServiceName()
            + "."
            + set.getMetadata().getNamespace()
            + ".svc.cluster.local";
    return IntStream.range(0, set.getSpec().getReplicas())
        .mapToObj(i -> name + "-" + i)
        .map(pod -> new Pod(pod, domain, set.getSpec().getTemplate().getSpec(), surroundings))
        .toList();
  }

  List<Pod> nodes() {
    return nodes;
  }

  List<Pod> sentinels() {
    return sentinels;
  }

  /** All six, whether they exist or not. */
  public List<Pod> pods() {
    return Stream.concat(nodes.stream(), sentinels.stream()).toList();
  }

  /**
   * Starts a server on a host of its own, with the secret that is made for it and the names of the
   * pods. Does not wait; none of them need exist.
   *
   * @param name of the host
   */
  public VedetteServer startServer(String name) {
    Host host = surroundings.network().add(name);
    Map<String, String> passwords = surroundings.manifests().secret("vedette-redis");
    String addresses =
        sentinels.stream()
            .map(sentinel -> surroundings.scheme() + "://" + sentinel.fullName() + ":26379")
            .collect(Collectors.joining(","));
    Map<String, String> settings = new HashMap<>(surroundings.trust());
    settings.put("HTTP_HOST", "*");
    settings.put("VEDETTE_REDIS_SENTINELS", addresses);
    settings.put("VEDETTE_REDIS_USERNAME", "app");
    settings.put("VEDETTE_REDIS_SENTINEL_USERNAME", "app");
    settings.put("VEDETTE_REDIS_PASSWORD_FILE", file(passwords, "redis"));
    settings.put("VEDETTE_REDIS_SENTINEL_PASSWORD_FILE", file(passwords, "sentinel"));
    URI base = URI.create("http://" + host.address() + ":9080");
    return VedetteServer.start(settings, base, surroundings.network().inside(host));
  }

  /** The server on that host reaches no pod any more, and its callers reach it as before. */
  public void cutOff(String name) {
    surroundings.network().host(name).isolateBut(surroundings.network().gateway());
  }

  /** The server on that host reaches the pods again. */
  public void rejoin(String name) {
    surroundings.network().host(name).rejoin();
  }

  private String file(Map<String, String> secret, String name) {
    return PodFiles.write(
            surroundings.folder().resolve(name), Objects.requireNonNull(secret.get(name)))
        .toString();
  }

  /** The node that most of the sentinels name which answer; while it is lost, still that one. */
  public Pod master() {
    Map<String, Long> votes =
        sentinels.stream()
            .flatMap(Cluster::vote)
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    return nodes.stream()
        .filter(node -> votes.getOrDefault(node.fullName(), 0L) >= 2)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no majority: " + votes));
  }

  private static Stream<String> vote(Pod sentinel) {
    try {
      Reply reply = sentinel.call("app", "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "vedette");
      return reply.items().stream().limit(1).map(Reply::text);
    } catch (UncheckedIOException | IllegalStateException silent) {
      return Stream.of();
    }
  }

  List<Pod> replicas() {
    Pod master = master();
    return nodes.stream().filter(node -> node != master).toList();
  }

  /** Nodes that take themselves for the master. */
  List<Pod> masters() {
    return nodes.stream().filter(Cluster::isMaster).toList();
  }

  private static boolean isMaster(Pod node) {
    try {
      return node.call("probe", "ROLE").items().get(0).text().equals("master");
    } catch (UncheckedIOException | IllegalStateException silent) {
      return false;
    }
  }

  /** Waits until all are ready, agree on one master, and would elect any of the replicas. */
  public void awaitComplete() {
    Await.until(this::describe, PATIENCE, this::isComplete);
  }

  private boolean isComplete() {
    return pods().stream().allMatch(Pod::isReady)
        && masters().equals(List.of(master()))
        && sentinels.stream().allMatch(this::isContent);
  }

  private boolean isContent(Pod sentinel) {
    return vote(sentinel).toList().equals(List.of(master().fullName()))
        && all(sentinel, "SLAVES", Map.of("flags", "slave", "slave-priority", "100"))
        && all(sentinel, "SENTINELS", Map.of("flags", "sentinel"));
  }

  private static boolean all(Pod sentinel, String what, Map<String, String> wanted) {
    List<Reply> items = sentinel.call("app", "SENTINEL", what, "vedette").items();
    return items.size() == 2
        && items.stream().allMatch(item -> item.fields().entrySet().containsAll(wanted.entrySet()));
  }

  String describe() {
    return "a complete set: "
        + pods().stream().map(Pod::describe).collect(Collectors.joining("\n----\n"));
  }

  /** Nothing of it stays. */
  @Override
  public synchronized void close() {
    if (!Files.exists(surroundings.folder())) {
      return;
    }
    pods().stream().filter(Pod::exists).forEach(Pod::vanish);
    surroundings.network().close();
    Command.run("rm -rf " + surroundings.folder());
  }
}
