package it.vedette.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import it.vedette.local.Reply;
import it.vedette.local.RespClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A pod of a stateful set, on a host of its own while it exists. */
public final class Pod {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final String fullName;
  private final PodSpec specification;
  private final Surroundings surroundings;
  private final Path claims;
  private final PodFiles files;
  private final Map<String, String> passwords;
  private volatile UnaryOperator<String> login = UnaryOperator.identity();
  private volatile @Nullable Placement placement;

  private record Placement(Host host, PodContainer container, Kubelet kubelet) {}

  Pod(String name, String domain, PodSpec specification, Surroundings surroundings) {
    this.name = name;
    this.fullName = name + "." + domain;
    this.specification = specification;
    this.surroundings = surroundings;
    this.claims = surroundings.folder().resolve("claims").resolve(name);
    this.files =
        new PodFiles(
            surroundings.folder().resolve("pods").resolve(name),
            claims,
            specification,
            surroundings.manifests());
    this.passwords = surroundings.manifests().secret(container().getName() + "-passwords");
  }

  private Container container() {
    return specification.getContainers().get(0);
  }

  private int port() {
    return container().getPorts().get(0).getContainerPort();
  }

  private Placement placement() {
    Placement present = placement;
    if (present == null) {
      throw new IllegalStateException(name + " does not exist");
    }
    return present;
  }

  /** Brings the pod up on a new host, with a new address and the volume that it had. */
  public void create() {
    Host host = surroundings.network().add(fullName);
    List<String> mounts =
        files.mounts(container(), fullName, host.address(), surroundings.network().gateway());
    PodContainer created = PodContainer.create(name, specification, host, mounts);
    placement = new Placement(host, created, new Kubelet(created, container()));
  }

  /** The pod is gone without a word, and its host with it. */
  public void vanish() {
    Placement present = placement();
    present.kubelet().end();
    present.container().remove();
    surroundings.network().remove(fullName, present.host());
    placement = null;
  }

  /** The pod is deleted: its hook runs, then SIGTERM, and SIGKILL when the grace is over. */
  void delete() {
    Placement present = placement();
    present.kubelet().end();
    Duration grace = Duration.ofSeconds(specification.getTerminationGracePeriodSeconds());
    if (container().getLifecycle() != null) {
      present
          .container()
          .exec(grace, container().getLifecycle().getPreStop().getExec().getCommand());
    }
    present.container().stop(grace);
    vanish();
  }

  /** SIGKILL to the container; the kubelet starts it again at once. */
  void crash() {
    placement().container().kill();
  }

  /** What was on the volume is gone. */
  void emptyVolume() {
    Command.run(List.of("find", claims.toString(), "-mindepth", "2", "-delete"));
  }

  Host host() {
    return placement().host();
  }

  boolean exists() {
    return placement != null;
  }

  boolean isReady() {
    return placement().kubelet().isReady();
  }

  int starts() {
    return placement().kubelet().starts();
  }

  /** A command inside the container. */
  Command.Result exec(String... words) {
    return placement().container().exec(Duration.ofSeconds(10), List.of(words));
  }

  /** One command of Redis or Sentinel, from outside, as that user. */
  Reply call(String user, String... words) {
    return calls(user, List.of(List.of(words))).get(0);
  }

  /** Several over one connection. */
  List<Reply> calls(String user, List<List<String>> commands) {
    InetSocketAddress address = new InetSocketAddress(host().address(), port());
    try (RespClient client = new RespClient(surroundings.sockets(), address, PATIENCE)) {
      String password = Objects.requireNonNull(passwords.get(user), user);
      client.call("AUTH", user, login.apply(password));
      List<Reply> replies = new ArrayList<>();
      for (List<String> command : commands) {
        replies.add(client.call(command.toArray(String[]::new)));
      }
      return replies;
    } catch (IOException e) {
      throw new UncheckedIOException(this + ": " + e.getMessage(), e);
    }
  }

  /** Changes what is mounted; the text of each file is made from the password of the beginning. */
  void changePasswords(UnaryOperator<String> text) {
    passwords.forEach((file, password) -> files.change("passwords", file, text.apply(password)));
  }

  /** From now on, the password for {@link #call} is made from that of the beginning. */
  void logInWith(UnaryOperator<String> change) {
    login = change;
  }

  /** Those of the beginning. */
  Collection<String> passwords() {
    return passwords.values();
  }

  String fullName() {
    return fullName;
  }

  /** For messages: how it is, and the end of its log. */
  String describe() {
    Placement present = placement;
    if (present == null) {
      return this + " does not exist";
    }
    Kubelet kubelet = present.kubelet();
    return "%s: ready %s, starts %d, trouble %s\n%s"
        .formatted(
            name,
            kubelet.isReady(),
            kubelet.starts(),
            kubelet.trouble(),
            present.container().log());
  }

  @Override
  public String toString() {
    return name;
  }
}
